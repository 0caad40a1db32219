import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'

const key = 'alerts_handled_in_time'
const address = `/api/indicators/${key}/targets`
let centre: TestCentre
let leader: Person
let officer: Person

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', 'H57.907')
  leader = await centre.officer('lanh-dao', 'H57.907', ['leader'])
  await centre.admin.query("update platform.account set reach = 'province' where login = 'lanh-dao'")
  const raisedAt = new Date('2026-11-10T02:00:00Z')
  const dueAt = new Date('2026-11-11T02:00:00Z')
  const fate = (late: boolean) => ({
    ...{ agencyCode: 'H57.907', handling: 'done' as const, raisedAt, dueAt },
    doneAt: new Date(dueAt.getTime() + (late ? 1 : 0)),
  })
  await insertAlerts(centre.admin, [fate(false), fate(false), fate(false), fate(true)])
})
afterAll(() => centre.close())

const set = (period: string, value: number | null, person = leader, more: object = {}) =>
  person.post(address, { period, value, responsibleId: null, why: 'Kế hoạch năm', ...more })
const onBoard = async (period = '2026-11', person = officer) => {
  const { body } = await person.get(`/api/indicators/board?period=${period}`)
  return body.items.find(({ indicator }: { indicator: { key: string } }) => indicator.key === key)
}

test('the nearest target holds: of the month, else of the quarter, else of the year', async () => {
  expect(await onBoard()).toMatchObject({ figure: { value: 0.75 }, target: null, verdict: null })
  await set('2026', 0.7)
  expect(await onBoard()).toMatchObject({ target: { period: '2026', value: 0.7 }, verdict: 'met' })
  await set('2026-Q4', 0.75)
  expect(await onBoard()).toMatchObject({ target: { period: '2026-Q4' }, verdict: 'met' })
  await set('2026-11', 0.8)
  expect(await onBoard()).toMatchObject({ target: { period: '2026-11' }, verdict: 'missed' })
  expect(await onBoard('2026-11-21')).toMatchObject({ target: { period: '2026-11' } })
  expect(await onBoard('2026-10')).toMatchObject({ target: { period: '2026-Q4' }, verdict: null })
})

test('what was set before stays as history, with who set it and why; taken back, the next one holds', async () => {
  const before = (await officer.get(address)).body.items.length
  const responsibleId = await centre.agencyId('H57.905')
  await set('2026-12', 0.9, leader, { responsibleId, why: 'Quyết định 1' })
  await set('2026-12', 0.95, leader, { why: 'Quyết định 2' })
  expect(await onBoard('2026-12')).toMatchObject({ target: { value: 0.95, responsible: null } })
  expect((await set('2026-12', null, leader, { why: 'Bãi bỏ' })).status).toBe(200)
  expect(await onBoard('2026-12')).toMatchObject({ target: { period: '2026-Q4' } })
  const { items } = (await officer.get(address)).body
  expect(items).toHaveLength(before + 3)
  expect(items.slice(0, 3)).toMatchObject([
    { period: '2026-12', value: null, why: 'Bãi bỏ', setBy: { name: 'Cán bộ lanh-dao' } },
    { value: 0.95, why: 'Quyết định 2' },
    { value: 0.9, why: 'Quyết định 1', responsible: { code: 'H57.905' } },
  ])
  expect((await set('2026-12', null)).body).toMatchObject({ code: 'no_target', status: 409 })
})

test('each setting is in the audit', async () => {
  await set('2025', 0.5)
  const { rows } = await centre.admin.query(
    "select actor_name, detail from platform.audit where action = 'target.set' and subject_id = $1 order by id desc limit 1",
    [key],
  )
  expect(rows).toMatchObject([{ actor_name: 'Cán bộ lanh-dao', detail: { period: '2025', value: 0.5 } }])
})

test('only who may and answers for the whole province sets one, and nobody changes or removes what was set', async () => {
  expect((await set('2026', 0.1, officer)).body).toMatchObject({ code: 'not_permitted', status: 403 })
  const local = await centre.officer('lanh-dao-so', 'H57.905', ['leader'])
  expect((await set('2026', 0.1, local)).body).toMatchObject({ code: 'not_permitted', status: 403 })
  for (const statement of ['update platform.indicator_target set value = 0', 'delete from platform.indicator_target'])
    for (const role of ['nhip_app', 'nhip_all', 'nhip_service']) {
      await centre.admin.query('begin')
      await centre.admin.query(`set local role ${role}`)
      await expect(centre.admin.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: '42501' })
      await centre.admin.query('rollback')
    }
})

test.each([
  [{ value: 1.2 }, 400],
  [{ value: -0.1 }, 400],
  [{ why: ' ' }, 400],
  [{ period: '2026-13' }, 400],
  [{ period: '2026-11-21' }, 400],
  [{ responsibleId: 999_999 }, 400],
])('%j is refused', async (more, status) => {
  expect((await set('2026-11', 0.5, leader, more)).status).toBe(status)
})
