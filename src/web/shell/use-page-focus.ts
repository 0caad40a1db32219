import { useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'

/** On another page reading and Tab begin with what it shows, not where the page before it was left or with the menu again. */
export function usePageFocus(): void {
  // Once it stands: the link that was followed is gone by then.
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    const from = before.current
    before.current = path
    // The first page begins at its top.
    if (from === undefined || from === path) return
    const main = document.getElementById('main')
    // A dialog that was opened meanwhile keeps it.
    const isTaken = main?.contains(document.activeElement) || document.activeElement?.closest('[role="dialog"]')
    if (!isTaken) main?.focus({ preventScroll: true })
  }, [path])
}
