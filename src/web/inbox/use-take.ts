import { useCallback } from 'react'
import type { Alert } from '../../core/api/alerts.ts'
import { useAlertActions } from '../api/alerts.ts'
import { useSession } from '../api/session.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Takes an alert for the signed-in person, with ten seconds to undo. Does nothing where it is taken or not allowed. */
export function useTake(): (alert: Alert) => void {
  const { t, local } = useText()
  const { can } = useSession()
  const { take, release } = useAlertActions()
  const problemText = useProblemText()
  const allowed = can('alerts.handle')
  const { mutate: mutateTake } = take
  const { mutate: mutateRelease } = release
  return useCallback(
    (alert) => {
      if (!allowed || alert.handling !== 'new') return
      const onError = (error: Error) => say(problemText(error))
      const undo = () => mutateRelease({ id: alert.id }, { onSuccess: () => say(t('inbox.released')), onError })
      mutateTake(
        { id: alert.id },
        { onSuccess: () => say(t('inbox.takenToast', { title: local(alert.title) }), undo), onError },
      )
    },
    [allowed, mutateTake, mutateRelease, problemText, t, local],
  )
}
