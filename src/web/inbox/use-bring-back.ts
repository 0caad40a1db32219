import { useCallback } from 'react'
import type { AlertLine } from '../../core/api/alerts.ts'
import { useLineActions } from '../api/alert-lines.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Brings a shelved line back to work before its time. */
export function useBringBack(): (line: AlertLine) => void {
  const { t } = useText()
  const { mutate } = useLineActions().unshelve
  const problemText = useProblemText()
  return useCallback(
    (line) =>
      mutate(line, {
        onSuccess: () => say(t('shelf.returned')),
        onError: (error) => say(problemText(error)),
      }),
    [mutate, problemText, t],
  )
}
