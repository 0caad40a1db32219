import { useEffect, useRef } from 'react'
import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { useCommands } from '../kit/commands.ts'
import { isTyping, singleKeysOn } from '../kit/keys.ts'
import { useText } from '../text/use-text.ts'

/**
 * J and K choose the next and the previous line and give it the focus, so that one that is taken keeps its place until the next is
 * chosen; A takes the chosen one, X closes it where it has calmed, O opens its parts. Off while typing.
 */
export function useInboxKeys(inbox: {
  lines: readonly AlertLine[]
  chosen: string | undefined
  onOpen: (alert: Alert) => void
  onTake: (line: AlertLine) => void
  onClose: (line: AlertLine) => void
}): void {
  const { lines, chosen, onOpen, onTake, onClose } = inbox
  const { t } = useText()
  // Where the chosen line stood before it was closed and went: the way goes on from there.
  const left = useRef(0)
  useCommands([
    { id: 'inbox.next', group: 'here', text: t('keys.next'), keys: 'j' },
    { id: 'inbox.before', group: 'here', text: t('keys.before'), keys: 'k' },
    { id: 'inbox.take', group: 'here', text: t('keys.take'), keys: 'a' },
    { id: 'inbox.close', group: 'here', text: t('keys.close'), keys: 'x' },
    {
      id: 'inbox.parts',
      group: 'here',
      text: t('keys.parts'),
      keys: 'o',
      keysOnly: true,
      run: () => document.querySelector<HTMLElement>('.inbox .alert-chosen [aria-expanded]')?.click(),
    },
  ])
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || !singleKeysOn()) return
      const at = lines.findIndex(({ alert }) => alert.id === chosen)
      const key = event.key.toLowerCase()
      const step = key === 'j' ? 1 : key === 'k' ? -1 : 0
      if (at >= 0) left.current = at
      const to = at >= 0 ? at + step : left.current + Math.min(step, 0)
      const next = lines[Math.min(Math.max(to, 0), lines.length - 1)]?.alert
      if (step !== 0 && next) {
        onOpen(next)
        const line = document.getElementById(`alert-${next.id}`)
        line?.querySelector<HTMLElement>('.alert-title')?.focus({ preventScroll: true })
        line?.scrollIntoView({ block: 'nearest' })
      }
      const here = lines[at]
      if (key === 'a' && here) onTake(here)
      if (key === 'x' && here) onClose(here)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [lines, chosen, onOpen, onTake, onClose])
}
