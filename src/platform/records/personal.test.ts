import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { lettersModule as letters } from '../../../test/letters-module.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
let officer: Person
let handler: Person
let unit: Person
let agencyId: number
let unitId: number
const address = '/api/letters/letters'
const sender = 'Nguyễn Thị Bí Mật'
const phone = '0905 123 456'

beforeAll(async () => {
  centre = await openTestCentre([letters])
  officer = await centre.officer('tiep-nhan', 'H57.901')
  handler = await centre.officer('xu-ly', 'H57.901', ['handler'])
  unit = await centre.officer('giai-quyet', 'H57.907')
  agencyId = await centre.agencyId('H57.901')
  unitId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

test('personal fields are masked, each look is written down, and they stand nowhere else', async () => {
  const values = { subject: 'Đèn đường hỏng', sender, phone, unit: unitId }
  const geometry = { type: 'Point', coordinates: [107.59, 16.46] }
  const letter = made(await officer.post(address, { agencyId, values, geometry }), 'letter')
  expect(letter).toMatchObject({ masked: ['sender', 'phone'], area: { code: expect.stringMatching(/^\d{5}$/) } })
  expect(letter.values).toEqual({ subject: 'Đèn đường hỏng', unit: unitId })

  expect(await handler.get(`${address}/${letter.id}?personal=true`)).toMatchObject({ status: 403 })
  const looks = () =>
    centre.admin.query(
      "select actor_name, detail from platform.audit where action = 'record.personal_seen' and subject_id = $1",
      [letter.id],
    )
  expect((await looks()).rows).toEqual([])
  const seen = await officer.get(`${address}/${letter.id}?personal=true`)
  expect(seen.body).toMatchObject({ masked: [], values: { sender, phone } })
  expect((await looks()).rows).toEqual([{ actor_name: 'Cán bộ tiep-nhan', detail: { fields: ['sender', 'phone'] } }])

  made(await officer.patch(`${address}/${letter.id}`, { version: 1, values: { phone: '0905 999 999' } }), 'edit')
  made(await officer.post(`${address}/${letter.id}/moves/pass`, { version: 2 }), 'pass')
  const history = await officer.get(`${address}/${letter.id}/history`)
  expect(history.body.items[1].changes).toEqual({ phone: {} })

  const shared = await unit.get(`${address}/${letter.id}?personal=true`)
  expect(shared.status, 'the unit sees the letter').toBe(200)
  expect(shared.body.values, 'and not who wrote it').toMatchObject({ sender: null, phone: null })

  for (const path of [address, `${address}/export.csv`, `${address}/${letter.id}`, `${address}/${letter.id}/history`]) {
    expect((await officer.get(path)).bytes.toString('utf8'), path).not.toMatch(/Bí Mật|0905/)
  }
  const { rows: tables } = await centre.admin.query(
    "select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('platform', 'letters') and tablename <> 'letter_personal' and tablename not like 'area%'",
  )
  for (const { name } of tables) {
    const { rows } = await centre.admin.query(
      `select count(*)::int from ${name} t where to_jsonb(t)::text ~ 'Bí Mật|0905'`,
    )
    expect(rows[0].count, name).toBe(0)
  }
  const { rows: things } = await centre.admin.query("select lon, lat from platform.thing where kind = 'letters.letter'")
  expect(things).toEqual([{ lon: 107.59, lat: 16.46 }])
})

test('whoever a record is shared with cannot write its personal fields', async () => {
  const letter = made(
    await officer.post(address, { agencyId, values: { subject: 'x', sender, phone, unit: unitId } }),
    'letter',
  )
  made(await officer.post(`${address}/${letter.id}/moves/pass`, { version: 1 }), 'pass')
  expect(await unit.patch(`${address}/${letter.id}`, { version: 2, values: { sender: 'Khác' } })).toMatchObject({
    status: 403,
    body: { code: 'not_your_move' },
  })
  const read = async (agency: number) => {
    await centre.admin.query(`begin; set local role nhip_app; set local nhip.agencies = '{${agency}}'`)
    const { rows } = await centre.admin.query('select sender from letters.letter_personal where record_id = $1', [
      letter.id,
    ])
    await centre.admin.query('rollback')
    return rows
  }
  expect(await read(agencyId)).toEqual([{ sender }])
  expect(await read(unitId)).toEqual([])
})

test('a record says whether it may be edited by who asks, and the server refuses exactly where it says no', async () => {
  const values = { subject: 'Cây đổ', sender, phone, unit: unitId }
  const letter = made(await officer.post(address, { agencyId, values }), 'letter')
  made(await officer.post(`${address}/${letter.id}/moves/pass`, { version: 1 }), 'pass')
  for (const [person, isAllowed] of [
    [officer, true],
    [handler, true],
    [unit, false],
  ] as const) {
    const { body } = await person.get(`${address}/${letter.id}`)
    expect(body.editable).toBe(isAllowed)
    const edit = { version: body.version, values: { subject: `Cây đổ, ${body.version}` } }
    const { status } = await person.patch(`${address}/${letter.id}`, edit)
    expect(status === 200, `status ${status}`).toBe(isAllowed)
  }
})
