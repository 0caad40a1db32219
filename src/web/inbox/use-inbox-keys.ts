import { useEffect } from 'react'
import type { Alert, AlertLine } from '../../core/api/alerts.ts'

/** Whether a key press belongs to what is being typed or to a dialog, and is no command. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null
}

/** J and K choose the next and the previous line, A takes the chosen one. Off while typing. */
export function useInboxKeys(inbox: {
  lines: readonly AlertLine[]
  chosen: string | undefined
  onOpen: (alert: Alert) => void
  onTake: (line: AlertLine) => void
}): void {
  const { lines, chosen, onOpen, onTake } = inbox
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return
      const at = lines.findIndex(({ alert }) => alert.id === chosen)
      const key = event.key.toLowerCase()
      const step = key === 'j' ? 1 : key === 'k' ? -1 : 0
      const next = lines[Math.min(Math.max(at + step, 0), lines.length - 1)]?.alert
      if (step !== 0 && next) {
        onOpen(next)
        document.getElementById(`alert-${next.id}`)?.scrollIntoView({ block: 'nearest' })
      }
      const here = lines[at]
      if (key === 'a' && here) onTake(here)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [lines, chosen, onOpen, onTake])
}
