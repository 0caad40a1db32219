import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import { readProvince } from '../areas/province.ts'
import { openPool, type Pool } from '../db/pool.ts'
import { buildWall, type Wall } from '../db/wall.ts'
import { seedRootAgency } from './seed-demonstration.ts'
import { seedReference } from './seed-reference.ts'

let database: TestDatabase
let pool: Pool
let wall: Wall
beforeAll(async () => {
  database = await createTestDatabase()
  pool = openPool(database.target, pino({ level: 'silent' }), 2)
  wall = buildWall(pool.db, () => undefined)
})
afterAll(async () => {
  await pool.close()
  await database.drop()
})

test('another province has its name, its communes and one agency', async () => {
  await wall.service(async (tx) => {
    await seedReference(tx, [], '40')
    await seedRootAgency(tx)
    expect(await readProvince(tx)).toEqual({ code: '40', name: 'Tỉnh Nghệ An', place: 'Nghệ An' })
    const agencies = await tx
      .selectFrom('platform.agency')
      .select(['code', 'name', 'areaCode', 'demonstration'])
      .execute()
    const agency = { code: 'T40', name: 'Ủy ban nhân dân tỉnh Nghệ An', areaCode: '40', demonstration: false }
    expect(agencies).toEqual([agency])
    expect((await loadAreaShapes(tx)).length).toBe(130)
  })
})

test('told no province it keeps the one it has; another one and one that does not exist are refused with what to do', async () => {
  const seed = (province: string | null) => wall.service((tx) => seedReference(tx, [], province))
  await seed(null)
  await seed('40')
  await expect(seed('46')).rejects.toThrow(
    'the province of this installation is 40 Tỉnh Nghệ An; choose another DATA_DIR',
  )
  await expect(seed('99')).rejects.toThrow('known are 01 Thành phố Hà Nội')
})
