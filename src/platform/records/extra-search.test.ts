import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { lettersModule } from '../../../test/letters-module.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
let officer: Person
let agencyId: number
const address = '/api/letters/letters'

beforeAll(async () => {
  centre = await openTestCentre([lettersModule])
  officer = await centre.officer('tiep-nhan', 'H57.901')
  agencyId = await centre.agencyId('H57.901')
  const label = { vi: 'x', en: 'x' }
  for (const [key, field] of [
    ['street', { kind: 'text', label, maxLength: 100 }],
    ['grade', { kind: 'choice', label, options: [{ key: 'secret_key', label }] }],
  ] as const) {
    await centre.admin.query(
      "insert into platform.extra_field (record_type, key, field, added_by) values ('letters.letter', $1, $2, 1)",
      [key, field],
    )
  }
})
afterAll(() => centre.close())

const found = async (text: string) =>
  (await officer.get(`${address}?text=${encodeURIComponent(text)}`)).body.items.length

test('a record is found by the text of an added field as it now stands, without diacritics', async () => {
  const values = { subject: 'Đèn hỏng', sender: 'A' }
  const extra = { street: 'Nguyễn Huệ', grade: 'secret_key' }
  const { id } = made(await officer.post(address, { agencyId, values, extra }), 'letter')
  expect(await found('nguyen hue')).toBe(1)
  expect(await found('secret_key'), 'the key of a choice is no word of a person').toBe(0)
  made(await officer.patch(`${address}/${id}`, { version: 1, extra: { street: 'Lê Lợi' } }), 'edit')
  expect(await found('nguyen hue')).toBe(0)
  expect(await found('le loi')).toBe(1)
})

test('texts that stood before they were searched are found once the step was made', async () => {
  await centre.admin.query("update platform.thing set search_text = '' where kind = 'letters.letter'")
  expect(await found('le loi')).toBe(0)
  const step = join(import.meta.dirname, '../db/migrations/0022-added-fields-are-found.sql')
  await centre.admin.query(readFileSync(step, 'utf8'))
  expect(await found('le loi')).toBe(1)
  expect(await found('secret_key')).toBe(0)
})

test('what has no order is refused as a sort, in a sentence that names what there is', async () => {
  const { status, body } = await officer.get(`${address}?sort=-extra.gone`)
  expect({ status, body }).toMatchObject({ status: 400, body: { code: 'bad_request' } })
  expect(body.detail).toContain('extra.street')
})
