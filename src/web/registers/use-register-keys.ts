import { useEffect } from 'react'
import { useCommands } from '../kit/commands.ts'
import { isTyping, singleKeysOn } from '../kit/keys.ts'
import { useText } from '../text/use-text.ts'

const linkOf = (id: string | undefined) =>
  id === undefined ? null : document.querySelector<HTMLElement>(`[data-record="${CSS.escape(id)}"]`)

interface Keys {
  readonly chosen: string | undefined
  readonly onOpen: (id: string) => void
  readonly onClose: () => void
  readonly onNew: (() => void) | undefined
  readonly onSearch: () => void
  /** The end of what was loaded is reached. */
  readonly onEnd: () => void
}

/**
 * J and K (or arrows, on a row) walk the list, and the drawer with it where it is open; Enter opens, being the row's own link; Esc
 * closes, / searches, N adds, E edits what is open. Off while typing.
 */
export function useRegisterKeys(keys: Keys): void {
  const { chosen, onOpen, onClose, onNew, onSearch, onEnd } = keys
  const { t } = useText()
  useCommands([
    { id: 'register.next', group: 'here', text: t('keys.next'), keys: 'j' },
    { id: 'register.before', group: 'here', text: t('keys.before'), keys: 'k' },
    { id: 'register.open', group: 'here', text: t('keys.openRow'), keys: 'Enter' },
    { id: 'register.search', group: 'here', text: t('keys.search'), keys: '/' },
    ...(onNew ? [{ id: 'register.new', group: 'here', text: t('keys.create'), keys: 'n' } as const] : []),
    ...(chosen ? [{ id: 'register.edit', group: 'here', text: t('keys.edit'), keys: 'e' } as const] : []),
  ])
  useEffect(() => {
    function walk(step: number): void {
      // As they stand on the page: rows of a table, or cards column by column.
      const ids = [...document.querySelectorAll('[data-record]')].map((link) => link.getAttribute('data-record') ?? '')
      const focused = document.activeElement?.getAttribute('data-record') ?? undefined
      const at = ids.indexOf(chosen ?? focused ?? '')
      if (at + step >= ids.length) onEnd()
      const next = ids[Math.min(Math.max(at + step, 0), ids.length - 1)]
      if (next === undefined) return
      linkOf(next)?.focus({ preventScroll: true })
      linkOf(next)?.scrollIntoView({ block: 'nearest' })
      if (chosen !== undefined) onOpen(next)
    }
    function onKey(event: KeyboardEvent): void {
      if (event.key === 'Escape' && chosen !== undefined && !isTyping(event)) {
        if (document.querySelector('[role="dialog"], [role="menu"]')) return
        onClose()
        linkOf(chosen)?.focus({ preventScroll: true })
        return
      }
      if (isTyping(event) || !singleKeysOn()) return
      // Elsewhere arrows scroll, which is theirs.
      const onRow = document.activeElement === document.body || document.activeElement?.hasAttribute('data-record')
      const arrow = onRow
        ? new Map([
            ['ArrowDown', 'j'],
            ['ArrowUp', 'k'],
          ]).get(event.key)
        : undefined
      const commands: Record<string, (() => void) | undefined> = {
        j: () => walk(1),
        k: () => walk(-1),
        '/': onSearch,
        n: onNew,
        e: () => document.querySelector<HTMLElement>('[data-command="edit"]')?.click(),
      }
      const command = commands[arrow ?? event.key.toLowerCase()]
      if (!command) return
      event.preventDefault()
      command()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [chosen, onOpen, onClose, onNew, onSearch, onEnd])
}
