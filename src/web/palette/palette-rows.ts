import { type Found, type FoundGroup, foundGroups, type SearchAnswer } from '../../core/api/search.ts'
import type { Recent } from '../api/recent.ts'
import type { Command } from '../kit/commands.ts'
import { foldText } from '../kit/fold.ts'

export type Row =
  | { readonly key: string; readonly kind: 'command'; readonly command: Command }
  | { readonly key: string; readonly kind: 'recent'; readonly recent: Recent }
  | { readonly key: string; readonly kind: 'found'; readonly group: FoundGroup; readonly found: Found }
  | { readonly key: string; readonly kind: 'more'; readonly group: FoundGroup }

export type RowGroup = 'recent' | 'here' | 'act' | 'go' | FoundGroup

export interface Rows {
  readonly group: RowGroup
  readonly rows: readonly Row[]
}

/** What was typed: after `>` only actions are meant. */
export function readTyped(typed: string): { readonly q: string; readonly actsOnly: boolean } {
  const text = typed.trim()
  return text.startsWith('>') ? { q: text.slice(1).trim(), actsOnly: true } : { q: text, actsOnly: false }
}

/** How well a text fits what was typed: 0 its beginning, 1 words begin with it, -1 not at all. Diacritics do not matter. */
function rankOf(text: string, also: string, q: string): number {
  const [known, typed] = [foldText(`${text} ${also}`), foldText(q)]
  if (foldText(text).startsWith(typed)) return 0
  const words = known.split(/[^a-z0-9]+/)
  return typed
    .split(/\s+/)
    .filter((word) => word !== '')
    .every((word) => words.some((each) => each.startsWith(word)))
    ? 1
    : -1
}

/** Commands that fit, the best first, each at most once. */
export function fitting(commands: readonly Command[], q: string): Command[] {
  const shown = [...new Map(commands.filter(({ run, keysOnly }) => run && !keysOnly).map((c) => [c.id, c])).values()]
  if (q === '') return shown
  return shown
    .map((command) => ({ command, rank: rankOf(command.text, command.also ?? '', q) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ command }) => command)
}

const commandRows = (group: RowGroup, commands: readonly Command[]): Rows => ({
  group,
  rows: commands.map((command) => ({ key: `command ${command.id}`, kind: 'command', command })),
})

/**
 * What the dialog shows, in its groups. Without words: what was looked at lately and what can be done; with words: actions and pages
 * that have them, then what the server found. Empty groups are left out.
 */
export function rowsOf(asked: {
  readonly typed: string
  readonly only: FoundGroup | undefined
  readonly commands: readonly Command[]
  readonly recent: readonly Recent[]
  readonly answer: SearchAnswer | undefined
}): Rows[] {
  const { q, actsOnly } = readTyped(asked.typed)
  const commands = asked.only ? [] : fitting(asked.commands, q)
  const of = (group: Command['group']) => commands.filter((command) => command.group === group)
  const recent: Rows = {
    group: 'recent',
    rows:
      q === '' && !actsOnly && !asked.only
        ? asked.recent.map((each) => ({ key: `recent ${each.address}`, kind: 'recent', recent: each }))
        : [],
  }
  const found = q === '' || actsOnly ? [] : foundRows(asked.answer, asked.only)
  const acts = [commandRows('here', of('here')), commandRows('act', of('always'))]
  const pages = commandRows('go', of('go'))
  const all = actsOnly ? acts : [recent, ...acts.slice(0, 1), pages, ...acts.slice(1), ...found]
  return all.filter(({ rows }) => rows.length > 0)
}

function foundRows(answer: SearchAnswer | undefined, only: FoundGroup | undefined): Rows[] {
  const byGroup = new Map(answer?.groups.map((each) => [each.group, each]))
  return foundGroups.flatMap((group): Rows[] => {
    const part = byGroup.get(group)
    if (!part || (only && group !== only)) return []
    const rows = part.items.map((found): Row => ({ key: `${found.kind} ${found.id}`, kind: 'found', group, found }))
    return [{ group, rows: part.more && !only ? [...rows, { key: `more ${group}`, kind: 'more', group }] : rows }]
  })
}
