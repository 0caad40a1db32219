import { useState } from 'react'
import type { Alert, LineGroup } from '../../core/api/alerts.ts'
import { useLineActions } from '../api/alert-lines.ts'
import { useAlertActions } from '../api/alerts.ts'
import { Field } from '../kit/field.tsx'
import { formatTime } from '../kit/format.ts'
import { serverNow } from '../kit/server-clock.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

const hours = { half: 0.5, one: 1, two: 2, four: 4, eight: 8 } as const
type Choice = keyof typeof hours
// Each key is one of the record above.
const choices = Object.keys(hours) as Choice[]

/** Asks until when and why an alert, or a whole line, is laid aside. The server has the last word on how long. */
export function ShelveDialog(props: {
  alert: Pick<Alert, 'id' | 'title' | 'severity'>
  line?: { id: string; group: LineGroup }
  onClose: () => void
}) {
  const { t, local } = useText()
  const [choice, setChoice] = useState<Choice>('one')
  const one = useAlertActions().shelve
  const whole = useLineActions().shelve
  const submit = (reason: string) => {
    const untilMs = serverNow() + hours[choice] * 3_600_000
    const shelf = { reason, until: new Date(untilMs).toISOString() }
    const onSuccess = () => {
      say(t('shelf.done', { time: formatTime(untilMs) }))
      props.onClose()
    }
    if (props.line) whole.mutate({ id: props.line.id, group: props.line.group, ...shelf }, { onSuccess })
    else one.mutate({ id: props.alert.id, ...shelf }, { onSuccess })
  }
  return (
    <TextDialog
      title={t('shelf.title')}
      label={t('shelf.reason')}
      hint={t('shelf.hint')}
      missing={t('shelf.missing')}
      submit={t('shelf.submit')}
      pending={one.isPending || whole.isPending}
      error={one.error ?? whole.error}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p className="prose">{local(props.alert.title)}</p>
      <Field label={t('shelf.howLong')}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={choice}
            onChange={({ target }) => setChoice(choices.find((each) => each === target.value) ?? 'one')}
          >
            {choices
              .filter((each) => props.alert.severity !== 'crit' || hours[each] <= 4)
              .map((each) => (
                <option key={each} value={each}>
                  {t(`shelf.hours.${each}`)}
                </option>
              ))}
          </select>
        )}
      </Field>
    </TextDialog>
  )
}
