import type { PlatformPermission } from './permission.ts'

/** `replaced`: another version of the same number was made before this one was approved. */
export const reportStates = ['draft', 'sent', 'returned', 'approved', 'replaced'] as const
export type ReportState = (typeof reportStates)[number]

export const reportMoves = ['send', 'withdraw', 'return', 'approve'] as const
export type ReportMove = (typeof reportMoves)[number]

interface Rule {
  readonly from: readonly ReportState[]
  readonly to: ReportState
  readonly permission: PlatformPermission
}

export const reportRules: Readonly<Record<ReportMove, Rule>> = {
  send: { from: ['draft', 'returned'], to: 'sent', permission: 'reports.create' },
  withdraw: { from: ['sent'], to: 'draft', permission: 'reports.create' },
  return: { from: ['sent'], to: 'returned', permission: 'reports.approve' },
  approve: { from: ['sent'], to: 'approved', permission: 'reports.approve' },
}

/** Why a move is refused. */
export type ReportRefusal = 'wrong_state' | 'not_permitted' | 'second_person'

interface Standing {
  readonly state: ReportState
  /** Accounts that made it, sent it, or wrote in it. */
  readonly writers: readonly number[]
}

interface Asker {
  readonly accountId: number
  readonly permissions: ReadonlySet<string>
}

/** Null where the move may be made. What one wrote or sent another person must approve. */
export function refuseReportMove(move: ReportMove, report: Standing, asker: Asker): ReportRefusal | null {
  const rule = reportRules[move]
  if (!rule.from.includes(report.state)) return 'wrong_state'
  if (!asker.permissions.has(rule.permission)) return 'not_permitted'
  return move === 'approve' && report.writers.includes(asker.accountId) ? 'second_person' : null
}

/** Whether people may still write in it. */
export const isReportOpen = (state: ReportState): boolean => state === 'draft' || state === 'returned'
