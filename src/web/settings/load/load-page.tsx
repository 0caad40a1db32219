import './load.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { localDateOf } from '../../../core/local-time.ts'
import { useAlertLoad } from '../../api/alert-load.ts'
import { EmptyState } from '../../kit/empty-state.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { Loading } from '../../kit/loading.tsx'
import { PageHead } from '../../kit/panel.tsx'
import { Segments } from '../../kit/segments.tsx'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'
import { LoadFigures, LoadShares } from './load-figures.tsx'
import { RuleLoads, StandingList } from './load-tables.tsx'

const officerCounts = [1, 2, 3, 4, 5]

/** Settings: what the alarm list asks of each officer, and the rules that ask most. Period and officers stand in the address. */
export function LoadPage() {
  const { t } = useText()
  useTitle(t('load.title'))
  const { days = 7, officers = 1 } = useSearch({ from: '/shell/cai-dat/tai-canh-bao' })
  const navigate = useNavigate({ from: '/cai-dat/tai-canh-bao' })
  const { data: load, error, isPending, refetch } = useAlertLoad(days)
  const isEmpty = load && load.rules.length === 0 && load.standing === 0
  return (
    <div className="page">
      <PageHead crumb={t('settings.title')} title={t('load.title')} />
      <SettingsNav />
      <p className="prose load-hint">{t('load.hint')}</p>
      <div className="load-choices">
        <Segments
          label={t('load.period')}
          value={String(days)}
          options={[
            ['1', t('load.days.d1')],
            ['7', t('load.days.d7')],
            ['31', t('load.days.d31')],
          ]}
          onChange={(chosen) => void navigate({ search: { days: Number(chosen), officers }, replace: true })}
        />
        <label>
          {t('load.officers')}
          <select
            className="input"
            value={officers}
            onChange={({ target }) =>
              void navigate({ search: { days, officers: Number(target.value) }, replace: true })
            }
          >
            {officerCounts.map((each) => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </label>
      </div>
      {isPending && <Loading rows={6} />}
      {error && !load && <ErrorBox error={error} onRetry={() => refetch()} />}
      {isEmpty && <EmptyState icon="check" title={t('load.empty')} hint={t('load.emptyHint')} />}
      {load && !isEmpty && (
        <div className="load-body">
          <LoadFigures load={load} officers={officers} />
          <div className="load-two">
            <LoadShares load={load} />
            <StandingList oldest={load.oldest} />
          </div>
          {load.rules.length > 0 && <RuleLoads rules={load.rules} from={localDateOf(new Date(load.from))} />}
        </div>
      )}
    </div>
  )
}
