import type { Link } from '../../core/api/things.ts'
import type { Register } from '../api/records.ts'

/** Records of one register that name a thing in one field. */
export interface RecordGroup {
  readonly register: Register
  readonly field: string
  readonly links: readonly Link[]
}

/**
 * The links of a thing that are a record's reference to it, in the order of the registers; those that hold first, then those that
 * ended. Each record once in its group: one that named the thing, then another, then the thing again has several links.
 */
export function recordsOf(links: readonly Link[], registers: readonly Register[]): RecordGroup[] {
  return registers.flatMap((register) =>
    Object.keys(register.fields).flatMap((field) => {
      const of = links.filter(
        (link) => link.direction === 'in' && link.thing.kind === register.key && link.relation === field,
      )
      const ordered = [...of.filter(({ validTo }) => !validTo), ...of.filter(({ validTo }) => validTo)]
      const first = ordered.filter((link, at) => ordered.findIndex(({ thing }) => thing.id === link.thing.id) === at)
      return first.length > 0 ? [{ register, field, links: first }] : []
    }),
  )
}
