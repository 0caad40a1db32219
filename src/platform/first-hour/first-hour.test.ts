import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre } from '../../../test/centre.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import type { Actor } from '../auth/actor.ts'
import { openPool, type Pool } from '../db/pool.ts'
import { buildWall, type Wall } from '../db/wall.ts'
import { seedRootAgency } from '../seed/seed-demonstration.ts'
import { seedReference } from '../seed/seed-reference.ts'
import { chooseProvince, isProvinceChosen, readFirstHour, skipStep } from './first-hour.ts'

let database: TestDatabase
let pool: Pool
let wall: Wall
let actor: Actor
beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.target, pino({ level: 'silent' }), 2)
  wall = buildWall(pool.db, () => undefined)
  await wall.service(async (tx) => {
    await seedReference(tx, [])
    await seedRootAgency(tx)
    const { id } = await tx.selectFrom('platform.agency').select('id').executeTakeFirstOrThrow()
    const names = { login: 'admin', name: 'Quản trị' }
    const made = { ...names, agencyId: id, reach: 'province' as const, passwordHash: 'x', roles: ['administrator'] }
    const account = await tx.insertInto('platform.account').values(made).returning('id').executeTakeFirstOrThrow()
    actor = {
      ...{ accountId: account.id, ...names, agencyId: id, agencyIds: [id], reach: 'province' },
      ...{ permissions: new Set(['accounts.manage']), mustChangePassword: false },
    }
  })
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

const look = () => wall.lookUp(readFirstHour)
const open = async () =>
  (await look()).steps.filter(({ isDone, isSkipped }) => !isDone && !isSkipped).map(({ name }) => name)

test('an empty centre has five things to do; a province is chosen while nothing stands, and the first agency follows it', async () => {
  expect(await open()).toEqual(['province', 'agencies', 'assets', 'device', 'people'])
  expect((await look()).provinces).toHaveLength(34)
  expect(await wall.lookUp(isProvinceChosen)).toBe(false)
  await expect(wall.service((tx) => chooseProvince(tx, actor, '99'))).rejects.toThrow('no province 99')
  await wall.service((tx) => chooseProvince(tx, actor, '40'))
  expect(await look()).toMatchObject({ isOpen: true, province: { code: '40', name: 'Tỉnh Nghệ An' } })
  expect(await wall.lookUp(isProvinceChosen)).toBe(true)
  // It can be another one until something stands.
  expect((await look()).provinces).toHaveLength(34)
  const { rows } = await agencies()
  expect(rows).toEqual([{ code: 'T40', name: 'Ủy ban nhân dân tỉnh Nghệ An', areaCode: '40' }])
  expect(await open()).toEqual(['agencies', 'assets', 'device', 'people'])
})

const agencies = async () => ({
  rows: await wall.lookUp((tx) => tx.selectFrom('platform.agency').select(['code', 'name', 'areaCode']).execute()),
})

test('a step that is put off is remembered and can be taken up again; one that is done needs no word', async () => {
  await wall.service((tx) => skipStep(tx, actor, 'device', true))
  expect(await open()).toEqual(['agencies', 'assets', 'people'])
  await wall.service((tx) => skipStep(tx, actor, 'device', false))
  expect(await open()).toEqual(['agencies', 'assets', 'device', 'people'])
  await wall.service((tx) =>
    tx
      .insertInto('platform.agency')
      .values({ code: 'T40.01', name: 'Sở', kind: 'department', parentId: actor.agencyId })
      .execute(),
  )
  expect(await open()).toEqual(['assets', 'device', 'people'])
  expect((await look()).provinces).toEqual([])
  const refused = wall.service((tx) => chooseProvince(tx, actor, '46'))
  await expect(refused).rejects.toThrow('agencies or devices of Tỉnh Nghệ An stand already')
  for (const step of ['assets', 'device', 'people'] as const)
    await wall.service((tx) => skipStep(tx, actor, step, true))
  expect((await look()).isOpen).toBe(false)
  const actions = await wall.lookUp((tx) =>
    tx.selectFrom('platform.audit').select('action').where('subjectKind', '=', 'setting').orderBy('id').execute(),
  )
  expect(actions.map(({ action }) => action).slice(0, 3)).toEqual([
    'province.chosen',
    'first_hour.skipped',
    'first_hour.taken',
  ])
})

test('a centre with the demonstration asks for nothing, and only whoever answers for the whole province is asked at all', async () => {
  const centre = await openTestCentre()
  try {
    const admin = await centre.administrator()
    expect((await admin.get('/api/first-hour')).body).toMatchObject({ isOpen: false, provinces: [] })
    expect(await admin.post('/api/first-hour/province', { code: '40' })).toMatchObject({
      status: 409,
      body: { code: 'not_started_empty' },
    })
    const local = await centre.officer('mot', 'H57.907', ['administrator'])
    expect((await local.get('/api/first-hour')).status).toBe(403)
  } finally {
    await centre.close()
  }
})
