import { useText } from '../text/use-text.ts'
import { useCommands } from './commands.ts'

/** Gives the focus to what opens the row so many steps on; from outside the table to the first. In a side panel to its rows. */
function walk(step: number): void {
  const part = document.activeElement?.closest('.panel-side') ?? document.querySelector('main')
  const links = [...(part?.querySelectorAll('table :is(tbody, tfoot) tr') ?? [])].flatMap(
    (row) => row.querySelector<HTMLElement>('a[href], button') ?? [],
  )
  const at = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement))
  const next = links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]
  next?.focus({ preventScroll: true })
  next?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}

/** J and K walk the rows of the page's table; Enter opens the one that has the focus, being its own link or figure. */
export function useRowKeys(): void {
  const { t } = useText()
  useCommands([
    { id: 'rows.next', group: 'here', text: t('keys.next'), keys: 'j', keysOnly: true, run: () => walk(1) },
    { id: 'rows.before', group: 'here', text: t('keys.before'), keys: 'k', keysOnly: true, run: () => walk(-1) },
    { id: 'rows.open', group: 'here', text: t('keys.openRow'), keys: 'Enter', keysOnly: true },
  ])
}
