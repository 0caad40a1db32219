import type { Values } from '../api/records.ts'

/** Text that was typed and not yet saved, kept on this machine. */
export interface Draft {
  /** ISO 8601, when it was kept. */
  readonly at: string
  /** The version it was written over; null for a new record. */
  readonly version: number | null
  readonly agency: string
  readonly values: Values
  /** What stood in those fields when the writing began. */
  readonly base: Values
}

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** One place for each person, register and record, so that two people at one machine never read each other's text. */
export const draftKey = (accountId: number, register: string, what: string): string =>
  `nhip.draft.${accountId}.${register}.${what}`

/** The draft that was kept, or null; what is not one of ours is not read. */
export function readDraft(store: Store, key: string): Draft | null {
  try {
    const draft: unknown = JSON.parse(store.getItem(key) ?? 'null')
    if (typeof draft !== 'object' || draft === null || !('values' in draft) || !('base' in draft)) return null
    // Written by writeDraft alone, under a key of its own.
    return draft as Draft
  } catch {
    return null
  }
}

/** What was kept of a text, of the fields that `like` has; nothing where it has another shape. */
export function readKept<T extends object>(store: Store, key: string, like: T): Partial<T> {
  try {
    const kept: unknown = JSON.parse(store.getItem(key) ?? 'null')
    if (typeof kept !== 'object' || kept === null) return {}
    const fits = ([name, value]: [string, unknown]) =>
      name in like && typeof value === typeof Object.entries(like).find(([each]) => each === name)?.[1]
    // Only what stands in `like` by name and type.
    return Object.fromEntries(Object.entries(kept).filter(fits)) as Partial<T>
  } catch {
    return {}
  }
}

/** Keeps a draft. @returns whether it could be kept: a full or closed store is no reason to stop typing */
export function writeDraft(store: Store, key: string, draft: Draft | object): boolean {
  try {
    store.setItem(key, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

/** Forgets a draft, e.g. once it was saved. */
export function dropDraft(store: Store, key: string): void {
  try {
    store.removeItem(key)
  } catch {
    // A store that cannot be written holds nothing to forget.
  }
}
