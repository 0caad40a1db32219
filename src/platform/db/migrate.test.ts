import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { migrate } from './migrate.ts'
import { listMigrations, type Migration } from './migrations.ts'

let database: TestDatabase
let admin: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client(database.admin)
  await admin.connect()
  await admin.query("insert into platform.agency (code, name, kind) values ('A', 'Một', 'x'), ('B', 'Hai', 'x')")
  await admin.query(`insert into platform.asset (code, type, name, agency_id)
    select 'ho-' || lower(code), 'reservoir', name, id from platform.agency`)
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

let steps: Migration[]
beforeEach(async () => {
  steps = await listMigrations()
})

function step(name: string, sql: string): Migration {
  return { scope: 'platform', name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
}

const apply = (...more: Migration[]) => migrate(database.admin, undefined, [...steps, ...more])

const leftPolicies = async () =>
  (await admin.query("select polrelid::regclass::text as name from pg_policy where polname = 'migration'")).rows

test('a migration that fills a column changes the rows of every agency, though the wall binds the owner too', async () => {
  const backfill = step('9001-backfill', "update platform.asset set name = name || ' (đã đổi)'")
  expect(await apply(backfill)).toEqual(['platform/9001-backfill'])
  const { rows } = await admin.query('select name from platform.asset order by code')
  expect(rows).toEqual([{ name: 'Một (đã đổi)' }, { name: 'Hai (đã đổi)' }])
  expect(await leftPolicies()).toEqual([])
  expect(await apply(backfill), 'a step is applied once').toEqual([])
})

test('what a migration needs from the wall is gone again when it drops or renames a table', async () => {
  const make = step(
    '9002-make',
    `create table platform.draft (agency_id integer); select platform.build_wall('draft');
    create table platform.gone (agency_id integer); select platform.build_wall('gone')`,
  )
  const rename = step('9003-rename', 'alter table platform.draft rename to note; drop table platform.gone')
  await apply(make, rename)
  expect(await leftPolicies()).toEqual([])
  await expect(apply(make, rename, step('9004-next', 'select 1'))).resolves.toEqual(['platform/9004-next'])
})

test('a step that fails is taken back whole, and named', async () => {
  const broken = step('9005-broken', 'create table platform.half (id integer); select 1 / 0')
  await expect(apply(broken)).rejects.toThrow(/9005-broken failed and was taken back: division by zero/)
  const { rows } = await admin.query("select to_regclass('platform.half') as found")
  expect(rows).toEqual([{ found: null }])
  expect(await leftPolicies()).toEqual([])
})

test('a step that was edited after it was applied is refused, and nothing else is applied', async () => {
  const [first] = steps
  if (!first) throw new Error('no migrations ship')
  steps[0] = step(first.name, `${first.sql}\n-- one more word`)
  await expect(apply(step('9006-after', 'create table platform.after (id integer)'))).rejects.toThrow(
    `migration platform/${first.name} was applied with another text; restore the file`,
  )
  const { rows } = await admin.query("select to_regclass('platform.after') as found")
  expect(rows).toEqual([{ found: null }])
})

test('two runners at once apply a step once', async () => {
  const once = step('9007-once', 'create table platform.once (id integer)')
  const applied = await Promise.all([apply(once), apply(once)])
  expect(applied.flat()).toEqual(['platform/9007-once'])
})
