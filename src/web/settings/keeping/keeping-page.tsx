import './keeping.css'
import { useKeeping } from '../../api/keeping.ts'
import { ErrorBox } from '../../kit/error-box.tsx'
import { formatNumber, formatSize } from '../../kit/format.ts'
import { Loading } from '../../kit/loading.tsx'
import { PageBody, PageHead } from '../../kit/panel.tsx'
import { useTitle } from '../../shell/use-title.ts'
import { useText } from '../../text/use-text.ts'
import { SettingsNav } from '../settings-nav.tsx'
import { dayOfWeek } from './day-of-week.ts'
import { KeepingForm } from './keeping-form.tsx'

/** Settings: how many weeks readings are kept. */
export function KeepingPage() {
  const { t, language } = useText()
  useTitle(t('keeping.title'))
  const { data, error, isPending, refetch } = useKeeping()
  return (
    <div className="page">
      <PageHead crumb={t('settings.title')} title={t('keeping.title')} />
      <SettingsNav />
      <PageBody>
        {isPending && <Loading rows={4} />}
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {data && (
          <>
            <p className="prose keeping-lead">{t('keeping.lead')}</p>
            <p>
              <b>{t('keeping.standsTitle')}</b>{' '}
              {data.stands.from === null
                ? t('keeping.none')
                : t('keeping.stands', {
                    weeks: formatNumber(data.stands.weeks, language),
                    from: dayOfWeek(data.stands.from),
                    readings: formatNumber(data.stands.readings, language),
                    size: formatSize(data.stands.bytes, language),
                  })}
            </p>
            <KeepingForm key={`${data.keptWeeks} ${data.aheadWeeks}`} keeping={data} />
          </>
        )}
      </PageBody>
    </div>
  )
}
