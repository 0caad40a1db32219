import { useCallback } from 'react'
import { type Closing, useLineActions } from '../api/alert-lines.ts'
import { useSession } from '../api/session.ts'
import { formatNumber } from '../kit/format.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Says what was closed, with ten seconds to undo. */
export function useSayClosed(): (closed: { at: string; changed: number; left: number }, title?: string) => void {
  const { t, language } = useText()
  const { mutate: reopen } = useLineActions().reopen
  const problemText = useProblemText()
  return useCallback(
    ({ at, changed, left }, title) => {
      const undo = () =>
        reopen(at, { onSuccess: () => say(t('alert.reopened')), onError: (error) => say(problemText(error)) })
      const words =
        left > 0
          ? t('line.closedLeft', { n: changed, left: formatNumber(left, language) })
          : t('line.closed', { n: changed })
      say(title !== undefined && changed === 1 && left === 0 ? t('alert.closedToast', { title }) : words, undo)
    },
    [reopen, problemText, t, language],
  )
}

/** Closes an alert that has calmed, or what has of a line, with ten seconds to undo; says why where nothing can be closed. */
export function useClose(): (what: Closing) => void {
  const { t, local } = useText()
  const { can } = useSession()
  const { mutate } = useLineActions().close
  const problemText = useProblemText()
  const sayClosed = useSayClosed()
  const allowed = can('alerts.handle')
  return useCallback(
    ({ alert, line }) => {
      if (!allowed) return
      if (line?.closable === 0) {
        say(t(line.group === 'calmed' ? 'error.code.in_incident' : 'error.code.still_firing'))
        return
      }
      mutate(
        { alert, line },
        {
          onSuccess: (closed) => sayClosed(closed, local(alert.title)),
          onError: (error) => say(problemText(error)),
        },
      )
    },
    [allowed, mutate, sayClosed, problemText, t, local],
  )
}
