/** Who is asking. Always passed, never ambient. */
export interface Actor {
  readonly accountId: number
  readonly login: string
  readonly name: string
  /** The agency the person belongs to. */
  readonly agencyId: number
  readonly reach: 'agencies' | 'province'
  /** Every agency whose rows the person may see and change. */
  readonly agencyIds: readonly number[]
  readonly permissions: ReadonlySet<string>
  /** Somebody else knows the password: until it is changed nothing but that is allowed. */
  readonly mustChangePassword: boolean
  /** No person but a large screen, which reads and never writes. */
  readonly isScreen?: true
}
