import type { TimelineEntry } from '../../core/api/work.ts'

/** An entry as the timeline shows it: `more` others of its kind followed at once and are not shown by themselves. */
export interface FoldedEntry {
  readonly entry: TimelineEntry
  readonly more: number
}

const togetherMs = 600_000

/**
 * Alerts that calm down within ten minutes of each other with nothing between them are one entry, that of the first: a power cut that ends is one
 * thing to read, not forty.
 * @param entries newest first
 */
export function foldResolved(entries: readonly TimelineEntry[]): FoldedEntry[] {
  const folded: FoldedEntry[] = []
  for (const entry of entries) {
    const last = folded.at(-1)
    // Newest first: the one before it in the list came after it.
    const isSame =
      entry.kind === 'alert.resolved' &&
      last?.entry.kind === 'alert.resolved' &&
      Date.parse(last.entry.at) - Date.parse(entry.at) <= togetherMs
    if (isSame) folded[folded.length - 1] = { entry, more: last.more + 1 }
    else folded.push({ entry, more: 0 })
  }
  return folded
}
