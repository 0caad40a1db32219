import { useCallback } from 'react'
import type { AlertLine, LineDone } from '../../core/api/alerts.ts'
import { useLineActions } from '../api/alert-lines.ts'
import { useSession } from '../api/session.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { useTake } from './use-take.ts'

/** Takes what nobody has of a line, with ten seconds to undo; a line of one alert like that alert. */
export function useTakeLine(): (line: AlertLine) => void {
  const { t } = useText()
  const { can } = useSession()
  const takeOne = useTake()
  const { take, release } = useLineActions()
  const problemText = useProblemText()
  const allowed = can('alerts.handle')
  const { mutate: mutateTake } = take
  const { mutate: mutateRelease } = release
  return useCallback(
    (line) => {
      if (!allowed || line.untaken === 0 || line.group !== 'fresh') return
      if (line.count === 1) {
        takeOne(line.alert)
        return
      }
      const onError = (error: Error) => say(problemText(error))
      const { id, group } = line
      const undo = () => mutateRelease({ id }, { onSuccess: () => say(t('inbox.released')), onError })
      const onSuccess = ({ changed }: LineDone) =>
        changed > 0 ? say(t('line.taken', { n: changed }), undo) : say(t('error.code.already_taken'))
      mutateTake({ id, group }, { onSuccess, onError })
    },
    [allowed, takeOne, mutateTake, mutateRelease, problemText, t],
  )
}
