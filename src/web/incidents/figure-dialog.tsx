import { type FormEvent, useState } from 'react'
import type { FigureKind } from '../../core/api/incident-picture.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useFigureKinds, useIncidentActions } from '../api/incidents.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { say } from '../kit/toast.tsx'
import { readInstant, writeInstant } from '../kit/typed-date.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { readNumber } from '../registers/typed-value.ts'
import { useText } from '../text/use-text.ts'

type Read = (name: string) => string

/** What was typed, as numbers and an instant; null where it is none. */
function readFigure(read: Read, kind: FigureKind | undefined, language: 'vi' | 'en') {
  const count = (name: string) => {
    const number = readNumber(read(name), language)
    return number !== null && number >= 0 ? number : null
  }
  const [value, whole, at] = [count('value'), kind?.hasWhole ? count('whole') : null, readInstant(read('at'))]
  const isWholeBad = kind?.hasWhole === true && (whole === null || (value !== null && whole < value))
  return { value, whole, isWholeBad, at: at !== null && Date.parse(at) <= serverNow() ? at : null }
}

/** Tells a figure of an incident: of which kind, how many, as of when, from whom. What was typed stays when it is refused. */
export function FigureDialog({ incident, onClose }: { incident: IncidentDetail; onClose: () => void }) {
  const { t, local, language } = useText()
  const { tell } = useIncidentActions(incident.id)
  const { data: kinds = [], error } = useFigureKinds()
  const problemText = useProblemText()
  const [key, setKey] = useState<string | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const asked = kinds.filter(({ retiredAt }) => retiredAt === null)
  const kind = asked.find((each) => each.key === key)

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read: Read = (name) => String(form.get(name) ?? '').trim()
    const { value, whole, isWholeBad, at } = readFigure(read, kind, language)
    const source = read('source')
    const found = {
      ...(kind ? {} : { 'figure-kind': t('incident.figure.kindMissing') }),
      ...(value === null ? { 'figure-value': t('incident.figure.valueBad') } : {}),
      ...(isWholeBad ? { 'figure-whole': t('incident.figure.wholeBad') } : {}),
      ...(at === null ? { 'figure-at': t('incident.figure.atBad') } : {}),
      ...(source === '' ? { 'figure-source': t('incident.figure.sourceMissing') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0 || !kind || value === null || at === null) return
    const onSuccess = () => {
      say(t('incident.figure.told'))
      onClose()
    }
    tell.mutate({ kind: kind.key, value, whole, at, source }, { onSuccess })
  }

  const failed = tell.error ?? error
  const number = (name: string) => (control: { id: string }) => (
    <input {...control} className="input input-short num" name={name} inputMode="decimal" autoComplete="off" />
  )
  return (
    <Dialog title={t('incident.figure.tell')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary errors={wrong} general={failed ? `${t('error.saveTitle')} ${problemText(failed)}` : undefined} />
        <Field label={t('incident.figure.kind')} id="figure-kind" error={wrong['figure-kind']}>
          {(control) => (
            <Pick
              control={control}
              options={asked.map((each) => ({ value: each.key, label: local(each.name) }))}
              value={key}
              onChange={setKey}
              nothing={t('incident.figure.kindNone')}
            />
          )}
        </Field>
        <Field
          label={
            kind && local(kind.unit) !== ''
              ? t('incident.figure.valueIn', { unit: local(kind.unit) })
              : t('incident.figure.value')
          }
          id="figure-value"
          error={wrong['figure-value']}
        >
          {number('value')}
        </Field>
        {kind?.hasWhole && (
          <Field label={t('incident.figure.whole')} id="figure-whole" error={wrong['figure-whole']}>
            {number('whole')}
          </Field>
        )}
        <Field label={t('incident.figure.at')} id="figure-at" error={wrong['figure-at']}>
          {(control) => (
            <input
              {...control}
              className="input input-short"
              name="at"
              defaultValue={writeInstant(new Date(serverNow()).toISOString())}
              maxLength={20}
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          label={t('incident.figure.source')}
          hint={t('incident.figure.sourceHint')}
          id="figure-source"
          error={wrong['figure-source']}
        >
          {(control) => <input {...control} className="input" name="source" maxLength={200} autoComplete="off" />}
        </Field>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={tell.isPending}>
            {t('incident.figure.submit')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
