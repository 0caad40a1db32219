import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import { type Channel, useChannelActions } from '../api/messages.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Field } from '../kit/field.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Sends a trial message to one address and says what came of it, in the words of the other side. */
export function TrialDialog({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t, local } = useText()
  const { trial } = useChannelActions(channel)
  const problemText = useProblemText()
  const [wrong, setWrong] = useState<string>()
  const problem = trial.error instanceof ApiProblem ? trial.error : null
  const refused = problem?.code === 'bad_address' ? problem.errors[0]?.message : undefined

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const address = String(new FormData(event.currentTarget).get('address') ?? '').trim()
    setWrong(address === '' ? t('channel.addressMissing') : undefined)
    if (address !== '') trial.mutate(address)
  }

  return (
    <Dialog
      title={t('channel.trialTitle', { name: local(channel.name) })}
      onClose={onClose}
      asksItself={trial.isSuccess}
    >
      <form className="form" onSubmit={submit} noValidate>
        <p className="quiet">{t('channel.trialHint')}</p>
        <Field label={local(channel.addressName)} error={wrong ?? refused} id="trial-address">
          {(control) => <input {...control} className="input" name="address" autoComplete="off" data-autofocus />}
        </Field>
        <div role="status">
          {trial.data && <p className="trial-answer">{t('channel.trialDone', { note: trial.data.note })}</p>}
          {trial.error && !refused && (
            <p className="trial-answer">
              <b>{t('channel.trialFailed')}</b>{' '}
              {problem?.code === 'not_delivered'
                ? `${t('channel.trialSays')} ${problem.message}`
                : problemText(trial.error)}
            </p>
          )}
        </div>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.close')}</Button>
          <Button type="submit" look="primary" disabled={trial.isPending}>
            {t('channel.trialSend')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
