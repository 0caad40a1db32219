import { type FormEvent, useState } from 'react'
import type { HandlingLimit } from '../../../core/api/alerts.ts'
import { useHandlingLimits, useSetHandlingLimit } from '../../api/rules.ts'
import { Button } from '../../kit/button.tsx'
import { Dialog } from '../../kit/dialog.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { ErrorSummary } from '../../kit/field.tsx'
import { Loading } from '../../kit/loading.tsx'
import { Mark } from '../../kit/mark.tsx'
import { isTyped, TermField, type TypedTerm, termOf } from '../../kit/term-field.tsx'
import { say } from '../../kit/toast.tsx'
import { useProblemText } from '../../kit/use-problem-text.ts'
import { useTermText } from '../../kit/use-term-text.ts'
import { useText } from '../../text/use-text.ts'

function LimitDialog({ limit, onClose }: { limit: HandlingLimit; onClose: () => void }) {
  const { t } = useText()
  const problemText = useProblemText()
  const set = useSetHandlingLimit()
  const { amount, unit } = limit.term
  const [term, setTerm] = useState<TypedTerm>({ amount: String(amount), unit })
  const [wrong, setWrong] = useState<string>()
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    setWrong(isTyped(term) ? undefined : t('task.daysBad'))
    if (!isTyped(term)) return
    set.mutate(
      { severity: limit.severity, term: termOf(term) },
      {
        onSuccess: () => {
          say(t('rule.limit.saved'))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog title={t('rule.limit.of', { severity: t(`severity.${limit.severity}`).toLowerCase() })} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={wrong ? { 'limit-term': wrong } : {}}
          general={set.error ? `${t('error.saveTitle')} ${problemText(set.error)}` : undefined}
        />
        <TermField id="limit-term" label={t('rule.limit.term')} error={wrong} term={term} onTerm={setTerm} />
        <p className="quiet prose">{t('rule.limit.dialogHint')}</p>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={set.isPending}>
            {t('rule.limit.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

/** Until when alerts must be done, by how bad they are; `mayEdit` lets it be changed. */
export function LimitsCard({ mayEdit }: { mayEdit: boolean }) {
  const { t } = useText()
  const termText = useTermText()
  const { data, error, refetch } = useHandlingLimits()
  const [editing, setEditing] = useState<HandlingLimit>()
  return (
    <section className="card limits-card">
      <h2>{t('rule.limit.title')}</h2>
      {!data && !error && <Loading rows={1} />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      <ul>
        {data?.items.map((limit) => (
          <li key={limit.severity}>
            <Mark kind={limit.severity} size={14} label={false} />
            {t(`severity.${limit.severity}`)}
            <b>{termText(limit.term)}</b>
            {!limit.confirmed && <span className="quiet">{t('rule.limit.unconfirmed')}</span>}
            {mayEdit && (
              <Button
                look="quiet"
                small
                aria-label={t('rule.limit.editThis', { severity: t(`severity.${limit.severity}`).toLowerCase() })}
                onClick={() => setEditing(limit)}
              >
                {t('rule.edit')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <p className="quiet prose">{t('rule.limit.hint')}</p>
      {editing && <LimitDialog limit={editing} onClose={() => setEditing(undefined)} />}
    </section>
  )
}
