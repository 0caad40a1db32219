import type { Values } from '../api/records.ts'

/** A field that another person changed while it was being edited here. */
export interface Clash {
  readonly key: string
  /** As it stood when the editing began. */
  readonly base: unknown
  readonly theirs: unknown
  readonly mine: unknown
  /** Whether both changed it, each to something else: then a person must choose. */
  readonly isBoth: boolean
}

/** Whether two values say the same; null, undefined and an empty list are all «nothing». */
export function isSame(one: unknown, other: unknown): boolean {
  const plain = (value: unknown) => (Array.isArray(value) && value.length === 0 ? null : (value ?? null))
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other))
}

/** Only what differs from the start: what nobody touched is not sent. */
export function changesOf(base: Values, mine: Values): Values {
  return Object.fromEntries(Object.entries(mine).filter(([key, value]) => !isSame(value, base[key])))
}

/** What another person changed since `base`, beside what stands here. */
export function findClashes(base: Values, theirs: Values, mine: Values): Clash[] {
  return Object.keys({ ...base, ...theirs })
    .filter((key) => !isSame(base[key], theirs[key]))
    .map((key) => {
      const isBoth = !isSame(mine[key], base[key]) && !isSame(mine[key], theirs[key])
      return { key, base: base[key], theirs: theirs[key], mine: mine[key], isBoth }
    })
}

/** The text to go on with: theirs where only they wrote, mine where I did, and for what both wrote what was chosen. */
export function mergeOver(base: Values, theirs: Values, mine: Values, keepMine: ReadonlySet<string>): Values {
  const both = new Set(findClashes(base, theirs, mine).flatMap(({ key, isBoth }) => (isBoth ? [key] : [])))
  const kept = Object.entries(changesOf(base, mine)).filter(([key]) => !both.has(key) || keepMine.has(key))
  return { ...theirs, ...Object.fromEntries(kept) }
}
