import type { PlatformPermission } from './permission.ts'

/** `asked`: waits for the second person. `sent` is for ever. */
export const bulletinStates = ['draft', 'asked', 'returned', 'sent'] as const
export type BulletinState = (typeof bulletinStates)[number]

/** `send`: by whoever writes, alone, where the centre is set to allow that. */
export const bulletinMoves = ['ask', 'withdraw', 'return', 'approve', 'send', 'drop'] as const
export type BulletinMove = (typeof bulletinMoves)[number]

interface Rule {
  readonly from: readonly BulletinState[]
  /** Null: nothing of it stays. */
  readonly to: BulletinState | null
  readonly permission: PlatformPermission
}

export const bulletinRules: Readonly<Record<BulletinMove, Rule>> = {
  ask: { from: ['draft', 'returned'], to: 'asked', permission: 'bulletins.write' },
  withdraw: { from: ['asked'], to: 'draft', permission: 'bulletins.write' },
  return: { from: ['asked'], to: 'returned', permission: 'bulletins.approve' },
  approve: { from: ['asked'], to: 'sent', permission: 'bulletins.approve' },
  send: { from: ['draft', 'returned'], to: 'sent', permission: 'bulletins.write' },
  drop: { from: ['draft', 'returned'], to: null, permission: 'bulletins.write' },
}

/** Why a move is refused. */
export type BulletinRefusal = 'wrong_state' | 'not_permitted' | 'second_person' | 'not_writer'

interface Standing {
  readonly state: BulletinState
  /** Accounts that wrote in it or asked for its approval. */
  readonly writers: readonly number[]
}

interface Asker {
  readonly accountId: number
  readonly permissions: ReadonlySet<string>
}

/**
 * Null where the move may be made. Where a second person is needed nobody approves what one wrote or asked for, and nobody sends alone;
 * what waits for approval only its writers take back.
 */
export function refuseBulletinMove(
  move: BulletinMove,
  bulletin: Standing,
  asker: Asker,
  needsSecond: boolean,
): BulletinRefusal | null {
  const rule = bulletinRules[move]
  if (!rule.from.includes(bulletin.state)) return 'wrong_state'
  if (!asker.permissions.has(rule.permission)) return 'not_permitted'
  const isWriter = bulletin.writers.includes(asker.accountId)
  if (move === 'withdraw') return isWriter ? null : 'not_writer'
  if (!needsSecond) return null
  return move === 'send' || (move === 'approve' && isWriter) ? 'second_person' : null
}

/** Whether people may still write in it. */
export const isBulletinOpen = (state: BulletinState): boolean => state === 'draft' || state === 'returned'
