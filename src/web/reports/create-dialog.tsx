import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import type { Agency } from '../../core/api/places.ts'
import { periodAt } from '../../core/period.ts'
import { useAgencies } from '../api/accounts.ts'
import { useCreateReport } from '../api/reports.ts'
import { useSession } from '../api/session.ts'
import { PeriodPicker } from '../indicators/period-picker.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatNumber } from '../kit/format.ts'
import { Pick } from '../kit/pick.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** The agencies below one, by any number of steps. */
function agenciesBelow(agencies: readonly Agency[], id: number): Agency[] {
  const children = agencies.filter(({ parentId }) => parentId === id)
  return children.flatMap((child) => [child, ...agenciesBelow(agencies, child.id)])
}

/** Makes a report for an agency and a period; its figures are frozen at once. */
export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t, language } = useText()
  const { session } = useSession()
  const agencies = useAgencies()
  const create = useCreateReport()
  const navigate = useNavigate()
  const problemText = useProblemText()
  const [period, setPeriod] = useState(periodAt(new Date(serverNow()), 'month'))
  const [agency, setAgency] = useState<string | null>(session ? String(session.agency.id) : null)
  const [isOwn, setOwn] = useState(false)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const mine = session?.reach === 'province' ? (agencies.data ?? []) : (session?.agencies ?? [])

  const under = agency === null ? [] : agenciesBelow(agencies.data ?? [], Number(agency))
  // Who does not see all of them reports of the agency alone.
  const below = under.every(({ id }) => mine.some((each) => each.id === id)) ? under.length : 0

  function submit(event: FormEvent) {
    event.preventDefault()
    const found: Record<string, string> = agency === null ? { 'report-agency': t('task.agencyMissing') } : {}
    setErrors(found)
    if (agency === null) return
    create.mutate(
      { period, agencyId: Number(agency), scope: below === 0 || isOwn ? 'own' : 'below' },
      {
        onSuccess: (report) => {
          say(t('report.created', { number: report.number }))
          void navigate({ to: '/bao-cao/$id', params: { id: report.id } })
        },
      },
    )
  }

  return (
    <Dialog title={t('report.create')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={errors}
          general={create.error ? `${t('error.saveTitle')} ${problemText(create.error)}` : undefined}
        />
        <div className="field">
          <span className="field-label">{t('report.period')}</span>
          <PeriodPicker value={period} onChange={setPeriod} />
        </div>
        <Field label={t('report.agency')} id="report-agency" error={errors['report-agency']}>
          {(control) => (
            <Pick
              control={control}
              options={mine.map(({ id, name }) => ({ value: String(id), label: name }))}
              value={agency}
              onChange={setAgency}
              placeholder={t('task.agencyPlaceholder')}
              nothing={t('task.agencyNone')}
            />
          )}
        </Field>
        {below > 0 && (
          <Field label={t('report.scope')} id="report-scope">
            {(control) => (
              <select
                {...control}
                className="input"
                value={isOwn ? 'own' : 'below'}
                onChange={({ target }) => setOwn(target.value === 'own')}
              >
                <option value="below">{t('report.scopeBelow', { n: formatNumber(below, language) })}</option>
                <option value="own">{t('report.scopeOwn')}</option>
              </select>
            )}
          </Field>
        )}
        <p className="quiet">{t('report.createHint')}</p>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={create.isPending}>
            {t('report.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
