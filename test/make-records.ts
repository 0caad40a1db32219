import type { Field, Fields } from '../src/core/field.ts'
import { loadModules } from '../src/platform/modules/load.ts'
import { indexRecordKinds } from '../src/platform/records/record-kind.ts'
import type { Person, TestCentre } from './centre.ts'
import { made } from './walk-chain.ts'

/** The record types that ship. */
export const recordKinds = [...indexRecordKinds(await loadModules()).values()]

export interface MadeRecord {
  readonly id: string
  readonly fileId: string
  readonly values: object
}

/** Something that fits each required field. `records`: ids of records by type, for fields that refer to one. */
export function sampleValues(
  fields: Fields,
  agencyId: number,
  title: string,
  records: ReadonlyMap<string, string> = new Map(),
): Record<string, unknown> {
  const sample = (field: Field): unknown => {
    switch (field.kind) {
      case 'text':
        return title.slice(0, field.maxLength)
      case 'integer':
      case 'number':
        return field.min ?? field.max ?? 1
      case 'money':
        return 1_000_000
      case 'yes_no':
        return true
      case 'date':
        return '2026-11-21'
      case 'instant':
        return '2026-11-21T08:00:00Z'
      case 'choice':
        return field.options[0]?.key
      case 'choices':
        return field.options.slice(0, 1).map(({ key }) => key)
      case 'agency':
        return agencyId
      case 'agencies':
        return [agencyId]
      case 'area':
        return '46'
      case 'link':
        return 'https://example.org/'
      case 'record':
        return records.get(field.of) ?? '019ab0c0-0000-7000-8000-000000000000'
    }
  }
  const required = Object.entries(fields).filter(([, field]) => field.required)
  return Object.fromEntries(required.map(([key, field]) => [key, sample(field)]))
}

/** One record of every type that ships, each with a file, by the key of its type. */
export async function makeRecords(
  centre: TestCentre,
  person: Person,
  agencyId: number,
  title: string,
): Promise<Map<string, MadeRecord>> {
  const records = new Map<string, MadeRecord>()
  const byType = new Map<string, string>()
  for (const { key, address, record } of recordKinds) {
    const values = sampleValues(record.fields, agencyId, title, byType)
    const { id } = made(await person.post(address, { agencyId, values }), key)
    byType.set(record.type, id)
    const file = await uploadTo(centre, person, `${address}/${id}/files`)
    if (file.statusCode !== 201) throw new Error(`file of ${key}: ${file.body}`)
    records.set(key, { id, fileId: file.json().id, values })
  }
  return records
}

/** Sends a form with one small file. */
export async function uploadTo(centre: TestCentre, person: Person, url: string) {
  const form = new FormData()
  form.append('file', new Blob(['nội dung'], { type: 'application/pdf' }), 'tep.pdf')
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  return centre.app.inject({
    method: 'POST',
    url,
    headers: { cookie: person.cookie, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
}
