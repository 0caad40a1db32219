import { type FormEvent, useState } from 'react'
import type { LateSaying } from '../../core/api/late-reasons.ts'
import { type LateOne, useSayWhyLate } from '../api/late-reasons.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { LateFields, nothingSaid, type Saying, useComplete } from './late-fields.tsx'

/** Says why something is or was late, or says it anew; what was said before stays in the audit. */
export function SayWhyDialog(props: { one: LateOne; what: string; before: LateSaying | null; onClose: () => void }) {
  const { t } = useText()
  const problemText = useProblemText()
  const { one, what, before, onClose } = props
  const send = useSayWhyLate(one)
  const [saying, setSaying] = useState<Saying>(
    before ? { reason: before.reason.key, words: before.words } : nothingSaid,
  )
  const { said, lacksWords } = useComplete(saying)
  const [isTried, setTried] = useState(false)
  const wrong = isTried && !said ? t(lacksWords ? 'late.wordsMissing' : 'late.reasonMissing') : undefined

  function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!said) return
    send.mutate(said, {
      onSuccess: () => {
        say(t('late.said'))
        onClose()
      },
    })
  }

  return (
    <Dialog title={t('late.why')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={wrong ? { [lacksWords ? 'late-words' : 'late-reason']: wrong } : {}}
          general={send.error ? `${t('error.saveTitle')} ${problemText(send.error)}` : undefined}
        />
        <p className="prose">{what}</p>
        <LateFields saying={saying} onChange={setSaying} optional={false} wrong={wrong} />
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={send.isPending}>
            {t('late.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
