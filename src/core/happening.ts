import type { Severity } from './severity.ts'

/** What a happening of each kind says beside whom and what it is about. Never a value of a personal field. */
export interface HappeningDetails {
  /** An alert of an asset began. */
  readonly 'alert.firing': AlertDetail
  /** Its condition is over. */
  readonly 'alert.resolved': AlertDetail
  /** A person made a record in the page or through the API; what an import brings is not told one by one. */
  readonly 'record.created': { readonly state: string }
  readonly 'record.moved': { readonly move: string; readonly from: string; readonly to: string }
  /** A running deadline comes within the hours at which its rule warns. Told once, and anew when its day is moved. */
  readonly 'deadline.near': DeadlineDetail
  /** A running deadline passed. One that was past when its clock began is no news and is not told. */
  readonly 'deadline.passed': DeadlineDetail
}

interface AlertDetail {
  readonly asset: string
  readonly rule: string
  readonly severity: Severity
}

interface DeadlineDetail {
  /** Key of the deadline within its record type. */
  readonly deadline: string
  /** An instant in UTC, ISO 8601. */
  readonly dueAt: string
}

export type HappeningKind = keyof HappeningDetails

/** Every kind of happening that modules may react to. */
export const happeningKinds = [
  'alert.firing',
  'alert.resolved',
  'record.created',
  'record.moved',
  'deadline.near',
  'deadline.passed',
] as const satisfies readonly HappeningKind[]

/** Something that occurred and will not change. */
export interface Happening<K extends HappeningKind = HappeningKind> {
  /** The same each time it is told. */
  readonly id: string
  readonly kind: K
  /** What it is about: an asset's type with the alert's id, or a record's `<module>.<type>` with the record's id. */
  readonly about: { readonly type: string; readonly id: string }
  /** Code of the agency that owns it. */
  readonly agency: string
  /** When it occurred by the clock of what occurred, not when it was told. */
  readonly at: Date
  readonly detail: HappeningDetails[K]
}
