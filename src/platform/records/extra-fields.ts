import type { Field } from '../../core/field.ts'
import type { Db } from '../db/pool.ts'

export interface ExtraField {
  readonly id: number
  readonly recordType: string
  readonly key: string
  readonly field: Field
}

/** Fields that administrators added and did not remove, in the order they came; of one record type or of all. */
export async function readExtraFields(tx: Db, recordType?: string): Promise<ExtraField[]> {
  const rows = await tx
    .selectFrom('platform.extraField')
    .select(['id', 'recordType', 'key', 'field'])
    .where('removedAt', 'is', null)
    .$if(recordType !== undefined, (query) => query.where('recordType', '=', recordType ?? ''))
    .orderBy('id')
    .execute()
  // Checked by FieldSchema when it was added.
  return rows.map((row) => ({ ...row, field: row.field as Field }))
}

export const indexFields = (fields: readonly ExtraField[]) => new Map(fields.map(({ key, field }) => [key, field]))
