import { useEffect } from 'react'
import type { Alert } from '../../core/api/alerts.ts'

/** Whether a key press belongs to what is being typed or to a dialog, and is no command. */
function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return true
  const target = event.target
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null
}

/** J and K choose the next and the previous alert, A takes the chosen one. Off while typing. */
export function useInboxKeys(inbox: {
  alerts: readonly Alert[]
  chosen: string | undefined
  onOpen: (alert: Alert) => void
  onTake: (alert: Alert) => void
}): void {
  const { alerts, chosen, onOpen, onTake } = inbox
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event)) return
      const at = alerts.findIndex((alert) => alert.id === chosen)
      const key = event.key.toLowerCase()
      const step = key === 'j' ? 1 : key === 'k' ? -1 : 0
      const next = alerts[Math.min(Math.max(at + step, 0), alerts.length - 1)]
      if (step !== 0 && next) {
        onOpen(next)
        document.getElementById(`alert-${next.id}`)?.scrollIntoView({ block: 'nearest' })
      }
      const here = alerts[at]
      if (key === 'a' && here) onTake(here)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [alerts, chosen, onOpen, onTake])
}
