import './fields.css'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { DeadlineRuleRow } from '../../core/api/extra-fields.ts'
import {
  type ExtraFieldRow,
  type RegisterSettings,
  useRecordSettings,
  useSettingsActions,
} from '../api/record-settings.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { FieldDialog } from './field-dialog.tsx'
import { FieldTable, OwnFields } from './field-table.tsx'
import { RetireDialog } from './retire-dialog.tsx'
import { RuleDialog } from './rule-dialog.tsx'
import { RuleList } from './rule-list.tsx'
import { SettingsNav } from './settings-nav.tsx'

type Open =
  | { kind: 'add' }
  | { kind: 'edit'; row: ExtraFieldRow }
  | { kind: 'retire'; row: ExtraFieldRow }
  | { kind: 'rule'; rule: DeadlineRuleRow }

function RegisterPart({ settings, allowed }: { settings: RegisterSettings; allowed: boolean }) {
  const { t } = useText()
  const problemText = useProblemText()
  const { order } = useSettingsActions(settings.key)
  const [open, setOpen] = useState<Open>()
  const shut = () => setOpen(undefined)
  const used = settings.extraFields.filter(({ retiredAt }) => retiredAt === null)

  function shift(row: ExtraFieldRow, step: -1 | 1) {
    const ids = used.map(({ id }) => id)
    const at = ids.indexOf(row.id)
    ids.splice(at, 1)
    ids.splice(at + step, 0, row.id)
    order.mutate(ids, {
      onSuccess: () => say(t('extraField.ordered')),
      onError: (error) => say(problemText(error)),
    })
  }

  return (
    <>
      <section className="card fields-card" aria-label={t('extraField.added')}>
        <header>
          <h2>{t('extraField.added')}</h2>
          {allowed && (
            <Button look="primary" onClick={() => setOpen({ kind: 'add' })}>
              <Icon name="plus" size={16} />
              {t('extraField.add')}
            </Button>
          )}
          <p className="quiet">{t('extraField.addedHint')}</p>
        </header>
        {settings.extraFields.length === 0 ? (
          <p className="fields-none">{t('extraField.none')}</p>
        ) : (
          <FieldTable
            rows={settings.extraFields}
            allowed={allowed}
            busy={order.isPending}
            onShift={shift}
            onEdit={(row) => setOpen({ kind: 'edit', row })}
            onRetire={(row) => setOpen({ kind: 'retire', row })}
          />
        )}
      </section>
      <section className="card fields-card" aria-label={t('extraField.deadlines')}>
        <header>
          <h2>{t('extraField.deadlines')}</h2>
          <p className="quiet">
            {settings.deadlines.length > 0 ? t('extraField.deadlinesHint') : t('extraField.noDeadlines')}
          </p>
        </header>
        <RuleList settings={settings} allowed={allowed} onEdit={(rule) => setOpen({ kind: 'rule', rule })} />
      </section>
      <section className="card fields-card" aria-label={t('extraField.own')}>
        <header>
          <h2>{t('extraField.own')}</h2>
          <p className="quiet">{t('extraField.ownHint')}</p>
        </header>
        <OwnFields fields={settings.fields} />
      </section>
      {open?.kind === 'add' && <FieldDialog settings={settings} onClose={shut} />}
      {open?.kind === 'edit' && <FieldDialog settings={settings} row={open.row} onClose={shut} />}
      {open?.kind === 'retire' && <RetireDialog recordType={settings.key} row={open.row} onClose={shut} />}
      {open?.kind === 'rule' && <RuleDialog recordType={settings.key} rule={open.rule} onClose={shut} />}
    </>
  )
}

/** Settings: fields that the province adds to a register, and how long things may take. */
export function FieldsPage() {
  const { t, local } = useText()
  useTitle(t('extraField.title'))
  const { session } = useSession()
  const { so } = useSearch({ from: '/shell/cai-dat/truong' })
  const navigate = useNavigate({ from: '/cai-dat/truong' })
  const { data, error, refetch } = useRecordSettings()
  const chosen = data?.find(({ key }) => key === so) ?? data?.[0]
  const allowed = session?.reach === 'province'
  return (
    <div className="page">
      <PageHead crumb={t('settings.title')} title={t('extraField.title')} />
      <SettingsNav />
      <div className="filters">
        {data && (
          <label className="fields-register">
            {t('extraField.register')}
            <select
              className="input"
              value={chosen?.key ?? ''}
              onChange={(event) => void navigate({ search: { so: event.target.value } })}
            >
              {data?.map((each) => (
                <option key={each.key} value={each.key}>
                  {local(each.module.name)} – {local(each.plural)}
                </option>
              ))}
            </select>
          </label>
        )}
        {!allowed && <span className="quiet">{t('extraField.cannot')}</span>}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="scroll fields" tabIndex={0} aria-label={t('extraField.title')}>
        {!data && !error && <Loading rows={8} />}
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {data?.length === 0 && <EmptyState icon="doc" title={t('register.none')} hint={t('register.noneHint')} />}
        {chosen && <RegisterPart key={chosen.key} settings={chosen} allowed={allowed} />}
      </section>
    </div>
  )
}
