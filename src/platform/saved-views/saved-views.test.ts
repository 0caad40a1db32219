import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
/** Two of one agency; the second may not share. */
let officer: Person
let handler: Person
let other: Person
const register = 'directives.directive'
const nobody = '019ab0c0-0000-7000-8000-000000000000'

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc-mot', 'H57.907', ['duty_officer'])
  handler = await centre.officer('xu-ly', 'H57.907', ['handler'])
  other = await centre.officer('truc-khac', 'H57.909', ['duty_officer'])
})
afterAll(() => centre.close())

const save = (person: Person, more: object = {}) =>
  person.post('/api/views', { register, name: 'Quá hạn', look: 'view=calendar&deadline=overdue', ...more })
async function names(person: Person): Promise<string[]> {
  const { body } = await person.get(`/api/views?register=${register}`)
  return body.items.map(({ name }: { name: string }) => name)
}

test('what one saves for oneself is seen by nobody else, not even beside one in the agency', async () => {
  const view = made(await save(handler, { name: 'Của riêng tôi' }), 'view')
  expect(view).toMatchObject({ isShared: false, mayEdit: true, look: 'view=calendar&deadline=overdue', register })
  expect(await names(handler)).toContain('Của riêng tôi')
  for (const person of [officer, other, await centre.administrator()]) {
    expect(await names(person)).not.toContain('Của riêng tôi')
    for (const answer of [
      await person.patch(`/api/views/${view.id}`, { name: 'x' }),
      await person.delete(`/api/views/${view.id}`),
      await person.post(`/api/views/${view.id}/restore`),
    ]) {
      const missing = await person.patch(`/api/views/${nobody}`, { name: 'x' })
      expect([answer.status, answer.body.code]).toEqual([missing.status, missing.body.code])
      expect(answer.status).toBe(404)
    }
  }
})

test('the database itself keeps it from who asks without being that person', async () => {
  const view = made(await save(handler, { name: 'Kín' }), 'view')
  const agency = await centre.agencyId('H57.907')
  const seenBy = async (account: string) => {
    await centre.admin.query(`begin; set local role nhip_app; set local nhip.agencies = '{${agency}}'; ${account}`)
    const { rows } = await centre.admin.query('select id from platform.saved_view where id = $1', [view.id])
    await centre.admin.query('rollback')
    return rows.length
  }
  expect(await seenBy('')).toBe(0)
  expect(await seenBy(`set local nhip.account = '${view.madeBy.id + 1}'`)).toBe(0)
  expect(await seenBy(`set local nhip.account = '${view.madeBy.id}'`)).toBe(1)
})

test('who may share gives a view to the agency; the others there use it and leave it as it is', async () => {
  expect(await save(handler, { isShared: true })).toMatchObject({ status: 403, body: { code: 'not_permitted' } })
  const view = made(await save(officer, { name: 'Của cả sở', isShared: true }), 'view')
  const { body } = await handler.get(`/api/views?register=${register}`)
  expect(body.items.find(({ id }: { id: string }) => id === view.id)).toMatchObject({ isShared: true, mayEdit: false })
  expect((await handler.patch(`/api/views/${view.id}`, { name: 'Đổi' })).status).toBe(403)
  expect((await handler.delete(`/api/views/${view.id}`)).status).toBe(403)
  expect(await names(other)).not.toContain('Của cả sở')
  expect((await other.patch(`/api/views/${view.id}`, { name: 'Đổi' })).status).toBe(404)
  const own = made(await save(handler, { name: 'Rồi mới chung' }), 'view')
  expect((await handler.patch(`/api/views/${own.id}`, { isShared: true })).status).toBe(403)
})

test('it is renamed, removed, and brought back as it was', async () => {
  const view = made(await save(officer, { name: 'Cũ', isShared: true }), 'view')
  const renamed = made(await officer.patch(`/api/views/${view.id}`, { name: ' Mới ', look: 'view=board' }), 'edit')
  expect(renamed).toMatchObject({ name: 'Mới', look: 'view=board', isShared: true })
  expect((await officer.delete(`/api/views/${view.id}`)).status).toBe(204)
  expect(await names(officer)).not.toContain('Mới')
  expect((await officer.delete(`/api/views/${view.id}`)).status).toBe(404)
  expect((await officer.patch(`/api/views/${view.id}`, { name: 'x' })).status).toBe(404)
  expect(made(await officer.post(`/api/views/${view.id}/restore`), 'restore')).toEqual(renamed)
  expect(await names(handler)).toContain('Mới')
  const { rows } = await centre.admin.query(
    `select action from platform.audit where subject_kind = 'view' and subject_id = $1 order by id`,
    [view.id],
  )
  expect(rows.map(({ action }) => action)).toEqual(['view.shared', 'view.edited', 'view.removed', 'view.restored'])
})

test('a register that one may not open keeps no views for one, and a look is no way elsewhere', async () => {
  expect((await save(officer, { register: 'directives.none' })).status).toBe(404)
  expect((await officer.get('/api/views?register=directives.none')).status).toBe(404)
  for (const look of ['a b', 'x?y', 'x#y', 'x'.repeat(2_001)])
    expect((await save(officer, { look })).status, look).toBe(400)
  for (const name of ['', '   ', 'x'.repeat(81)]) expect((await save(officer, { name })).status, name).toBe(400)
})

test('one person keeps at most fifty views of a register', async () => {
  const before = (await names(other)).length
  for (let n = before; n < 50; n++) made(await save(other, { name: `Số ${n}` }), 'view')
  expect(await save(other)).toMatchObject({ status: 409, body: { code: 'too_many_views' } })
})
