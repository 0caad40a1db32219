import { createHash } from 'node:crypto'

/** A row as it was sealed; times in microseconds since 1970. */
export interface SealedRow {
  readonly id: string
  readonly atUs: string
  readonly actorId: string | null
  readonly actorName: string | null
  readonly agencyId: string | null
  readonly action: string
  readonly subjectKind: string
  readonly subjectId: string
  /** As PostgreSQL writes jsonb. */
  readonly detail: string
}

/** One value with its length before it, so that no two rows read alike. */
const part = (value: string | null) => (value === null ? '-' : `${Buffer.byteLength(value)}:${value}`)

/** SHA-256 over what stands in a row: the same as `platform.audit_digest`, computed apart from it. */
export function digestOf(row: SealedRow): Buffer {
  const { id, atUs, actorId, actorName, agencyId, action, subjectKind, subjectId, detail } = row
  const values = [id, atUs, actorId, actorName, agencyId, action, subjectKind, subjectId, detail]
  return createHash('sha256').update(values.map(part).join('')).digest()
}

/** The seal of the row at `no`, in hex: over the seal before it (null: the first), its place, when it was sealed, and the row. */
export function sealOf(before: string | null, no: number, sealedUs: string, digest: Buffer): string {
  const numbers = Buffer.alloc(16)
  numbers.writeBigInt64BE(BigInt(no), 0)
  numbers.writeBigInt64BE(BigInt(sealedUs), 8)
  const last = Buffer.from(before ?? '', 'hex')
  return createHash('sha256').update(last).update(numbers).update(digest).digest('hex')
}
