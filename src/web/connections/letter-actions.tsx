import { useState } from 'react'
import type { ChosenLetters } from '../../core/api/dead-letters.ts'
import { type ReplaySum, useLetterActions } from '../api/dead-letters.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Sends chosen letters again or puts them aside, with how far that is. Drawn for those who may only. */
export function LetterActions(props: {
  choice: ChosenLetters
  /** All that pass a filter, or one. */
  isMany: boolean
  onSent: (sum: ReplaySum) => void
}) {
  const { t, language } = useText()
  const { can } = useSession()
  const [count, setCount] = useState(0)
  const [isAsking, setAsking] = useState(false)
  const { replay, dismiss } = useLetterActions(setCount)
  const problemText = useProblemText()
  if (!can('dead_letters.replay')) return null
  const { choice, isMany } = props
  const isPending = replay.isPending || dismiss.isPending
  const start = () => {
    setCount(0)
    replay.mutate(choice, { onSuccess: props.onSent, onError: (error) => say(problemText(error)) })
  }
  return (
    <>
      <Button look="primary" disabled={isPending} onClick={start}>
        {t(isMany ? 'letter.sendAll' : 'letter.send')}
      </Button>
      <Button disabled={isPending} onClick={() => setAsking(true)}>
        {t(isMany ? 'letter.dismissAll' : 'letter.dismiss')}
      </Button>
      {isPending && <span role="status">{t('letter.progress', { n: formatNumber(count, language) })}</span>}
      {isAsking && (
        <TextDialog
          title={t(isMany ? 'letter.dismissAll' : 'letter.dismiss')}
          label={t('letter.why')}
          hint={t('letter.whyHint')}
          missing={t('letter.whyMissing')}
          submit={t('letter.dismiss')}
          pending={isPending}
          error={dismiss.error}
          onClose={() => setAsking(false)}
          onSubmit={(reason) =>
            dismiss.mutate(
              { choice, reason: reason.slice(0, 500) },
              {
                onSuccess: (n) => {
                  setAsking(false)
                  say(t('letter.dismissed', { n: formatNumber(n, language) }))
                },
              },
            )
          }
        />
      )}
    </>
  )
}
