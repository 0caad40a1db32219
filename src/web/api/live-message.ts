import type { LiveBeat, LiveChange } from '../../core/api/situation.ts'

/** What the live connection tells. `place` is the server's: an order of all changes; null where it gave none. */
export type LiveMessage =
  | { type: 'change'; place: string | null; change: LiveChange }
  /** `first`: the connection is new, and what was missed was told before. */
  | { type: 'beat'; place: string | null; beat: LiveBeat; first: boolean }
  /** `at` is the local clock, milliseconds since 1970. */
  | { type: 'cut'; at: number }
  /** A tab asked how things stand. */
  | { type: 'standing'; cutAt: number | null; stalledSince: string | null }

/** What the tab that holds the connection tells all tabs. */
export interface Told {
  /** The account whose changes these are. */
  readonly account: number
  /** Which tab's turn of leading it is: later turns have larger numbers. */
  readonly turn: number
  /** Counts what was told in this turn, from 0. */
  readonly n: number
  /** With n = 0: the place from which this turn tells; null for none. */
  readonly from?: string | null
  readonly message: LiveMessage
}

/** Whether `place` comes after `other` in the server's order: transaction, then row. */
export function isLater(place: string, other: string): boolean {
  const [xid = '0', id = '0'] = place.split('-')
  const [otherXid = '0', otherId = '0'] = other.split('-')
  return xid === otherXid ? BigInt(id) > BigInt(otherId) : BigInt(xid) > BigInt(otherXid)
}

/**
 * Where one tab stands in what the leading tabs tell, one after another: nothing is taken twice, and a gap is noticed. A tab that was
 * frozen, or that hears a new leader which began later than the tab had come, has a gap.
 */
export function openOrder() {
  let turn = 0
  let n = -1
  let place: string | undefined

  function isGap(told: Told): boolean {
    if (told.turn === turn) return told.n > n + 1
    if (turn === 0) return false
    return told.n > 0 || !told.from || place === undefined || isLater(told.from, place)
  }

  return {
    place: () => place,
    turn: () => turn,
    /** `take`: the message is new. `gap`: something before it was not heard. */
    judge(told: Told): { take: boolean; gap: boolean } {
      if (told.turn < turn || (told.turn === turn && told.n <= n)) return { take: false, gap: false }
      const gap = isGap(told)
      turn = told.turn
      n = told.n
      const { message } = told
      // After it places may begin anew: the database was restored.
      if (message.type === 'change' && message.change.kind === 'reset') place = undefined
      if (message.type !== 'change' && message.type !== 'beat') return { take: true, gap }
      if (message.place === null) return { take: true, gap }
      const isNew = place === undefined || isLater(message.place, place)
      if (isNew) place = message.place
      return { take: isNew || message.type === 'beat', gap }
    },
  }
}
