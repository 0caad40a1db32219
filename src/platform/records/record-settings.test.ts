import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
let administrator: Person
let clerk: Person
let agencyId: number
const address = '/api/directives/directives'
const type = 'directives.directive'

beforeAll(async () => {
  centre = await openTestCentre()
  administrator = await centre.administrator()
  clerk = await centre.officer('van-thu', 'H57.907')
  agencyId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

const settingsOf = async () => {
  const { items } = made(await administrator.get('/api/record-settings'), 'settings')
  return items.find(({ key }: { key: string }) => key === type)
}
const label = (text: string) => ({ vi: text, en: text })
const write = (values: object, extra?: object) => clerk.post(address, { agencyId, values, ...(extra ? { extra } : {}) })

test('a required field of an administrator holds for new records, is never emptied, and spares those that stand', async () => {
  const before = made(await write({ title: 'Lập trước khi có trường' }), 'record')
  const options = [
    { key: 'high', label: label('Khẩn') },
    { key: 'low', label: label('Thường') },
  ]
  const field = { kind: 'choice', label: label('Độ khẩn'), required: true, options }
  const added = made(
    await administrator.post('/api/extra-fields', { recordType: type, key: 'urgency', field }),
    'field',
  )
  expect(await write({ title: 'Thiếu' })).toMatchObject({ status: 400, body: { errors: [{ path: 'extra.urgency' }] } })
  const after = made(await write({ title: 'Đủ' }, { urgency: 'high' }), 'record')
  const emptied = { version: after.version, extra: { urgency: null } }
  expect((await clerk.patch(`${address}/${after.id}`, emptied)).status).toBe(400)
  made(await clerk.patch(`${address}/${before.id}`, { version: 1, values: { title: 'Sửa được' } }), 'edit')

  const { body } = await clerk.get(`${address}?is=extra.urgency:high,extra.urgency:low`)
  expect(body.items.map(({ id }: { id: string }) => id)).toEqual([after.id])
  expect((await clerk.get(`${address}?is=title:x`)).status).toBe(400)

  const lesser = { ...field, options: options.slice(0, 1) }
  expect(await administrator.patch(`/api/extra-fields/${added.id}`, { field: lesser })).toMatchObject({ status: 400 })
  const other = { kind: 'date', label: label('Ngày') }
  expect(await administrator.patch(`/api/extra-fields/${added.id}`, { field: other })).toMatchObject({ status: 400 })
  const renamed = { ...field, label: label('Mức độ khẩn') }
  made(await administrator.patch(`/api/extra-fields/${added.id}`, { field: renamed }), 'rename')
  expect((await administrator.delete(`/api/extra-fields/${added.id}`)).status).toBe(204)
  const again = (back: object) =>
    administrator.post('/api/extra-fields', { recordType: type, key: 'urgency', field: back })
  expect(await again(lesser), 'not either by way of retiring it').toMatchObject({ status: 400 })
  made(await again(renamed), 'back')
  expect((await settingsOf()).extraFields).toMatchObject([{ key: 'urgency', field: renamed, retiredAt: null }])
})

test('fields stand in the order the administrator chose, also after one is renamed; a retired one is told apart', async () => {
  const ids: number[] = (await settingsOf()).extraFields.map(({ id }: { id: number }) => id)
  for (const key of ['first', 'second']) {
    const field = { kind: 'date', label: label(key) }
    const body = { recordType: type, key, field }
    ids.push(made(await administrator.post('/api/extra-fields', body), key).id)
  }
  const wanted = ids.toReversed()
  const order = { recordType: type, ids: wanted }
  expect((await administrator.post('/api/extra-fields/order', order)).status).toBe(204)
  expect((await administrator.post('/api/extra-fields/order', { ...order, ids: [1] })).status).toBe(400)
  made(await administrator.patch(`/api/extra-fields/${wanted[0]}`, { field: { kind: 'date', label: label('x') } }), 'x')
  const read = async () => (await settingsOf()).extraFields.map(({ id }: { id: number }) => id)
  expect(await read()).toEqual(wanted)
  expect((await administrator.delete(`/api/extra-fields/${wanted[1]}`)).status).toBe(204)
  expect((await settingsOf()).extraFields).toMatchObject([{ retiredAt: null }, { retiredAt: expect.any(String) }, {}])
})

test('a deadline set anew holds for clocks that start from then on, and who set it is written down', async () => {
  const rule = `/api/deadline-rules/${type}/acceptance`
  const change = { amount: 5, unit: 'day', source: 'Quy chế số 12', confirmed: true }
  expect((await clerk.patch(rule, change)).status).toBe(403)
  const local = await centre.officer('quan-tri-so', 'H57.907', ['administrator'])
  expect(await local.patch(rule, change)).toMatchObject({ status: 403 })
  expect((await administrator.patch(rule, { amount: 0 })).status).toBe(400)
  expect((await administrator.patch(`/api/deadline-rules/${type}/none`, change)).status).toBe(404)
  expect(made(await administrator.patch(rule, change), 'rule')).toMatchObject({ ...change, from: 'assigned' })
  const { rows } = await centre.admin.query(
    `select detail from platform.audit where action = 'deadline_rule.changed' and subject_id = $1`,
    [`${type}.acceptance`],
  )
  expect(rows).toMatchObject([{ detail: { amount: { from: 2, to: 5 }, confirmed: { from: false, to: true } } }])

  const record = made(await write({ title: 'Giao', lead: agencyId }, { urgency: 'low' }), 'record')
  const issued = made(await clerk.post(`${address}/${record.id}/moves/issue`, { version: 1 }), 'issue')
  const clock = issued.deadlines.find((each: { rule: string }) => each.rule === 'acceptance')
  const days = (Date.parse(clock.dueAt) - Date.parse(clock.startedAt)) / 86_400_000
  expect(days).toBeGreaterThan(4)
})

test('a register counts by state and by deadline what its filter leaves', async () => {
  const counts = async (filter: string) => made(await clerk.get(`${address}/counts${filter}`), 'counts')
  const all = await counts('')
  expect(all).toMatchObject({ states: { draft: 2, assigned: 1 }, total: 3, overdue: 0 })
  await centre.admin.query(
    `update platform.record_clock set due_at = now() - interval '1 day' where rule_key = 'completion'`,
  )
  expect(await counts('?state=draft')).toMatchObject({ total: 2, states: all.states, overdue: 0 })
  expect(await counts('?deadline=overdue')).toMatchObject({ total: 1, states: { assigned: 1 }, overdue: 1 })
  expect(await counts('?text=giao')).toMatchObject({ total: 1, overdue: 1 })
  expect((await clerk.get(`${address}/counts?state=nowhere`)).status).toBe(400)
})
