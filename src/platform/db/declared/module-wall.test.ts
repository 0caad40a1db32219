import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/cluster.ts'
import { readTables } from '../../../../test/module-tables.ts'
import { moduleOf } from '../../../../test/sketched-module.ts'
import { migrate } from '../migrate.ts'
import { planMigration } from './plan-migration.ts'

const denied = '42501'
const broken = '23503'
const fields = new Map([
  ['due', { kind: 'date', isPersonal: false }],
  ['phone', { kind: 'text', isPersonal: true }],
] as const)
const declared = moduleOf('papers', new Map([['notice', { fields }]]))

let database: TestDatabase
let admin: pg.Client
let mine: number
let other: number

const apply = (name: string, sql: string) =>
  migrate(database.admin, undefined, [
    { scope: 'papers', name, sql, sha256: createHash('sha256').update(sql).digest('hex') },
  ])

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client(database.admin)
  await admin.connect()
  const { rows } = await admin.query(
    "insert into platform.agency (code, name, kind) values ('A', 'Một', 'x'), ('B', 'Hai', 'x') returning id",
  )
  mine = rows[0].id
  other = rows[1].id
  await apply('0001-notice', planMigration(null, declared)?.sql ?? '')
  for (const agency of [mine, other]) {
    await admin.query(`with record as (
        insert into papers.notice (id, agency_id, state, title, created_by, created_by_name)
        values (gen_random_uuid(), ${agency}, 'draft', 'Thông báo', 1, 'A') returning id)
      insert into papers.notice_personal (record_id, agency_id, phone) select id, ${agency}, '0900' from record`)
  }
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** Rows that a statement touches under a role, or its error's code; always rolled back. */
async function under(role: string, agencies: readonly number[] | null, text: string): Promise<number | null | string> {
  await admin.query('begin')
  try {
    await admin.query(`set local role ${role}`)
    if (agencies) await admin.query(`set local nhip.agencies = '{${agencies.join()}}'`)
    return (await admin.query(text)).rowCount
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error)
  } finally {
    await admin.query('rollback')
  }
}

const tables = ['papers.notice', 'papers.notice_personal']

test('the wall of a module’s table is that of the platform’s tables', async () => {
  const [platform, papers] = [await readTables(admin, 'platform'), await readTables(admin, 'papers')]
  for (const table of Object.values(papers)) expect(table.wall).toEqual(platform.asset?.wall)
  expect(Object.keys(papers)).toEqual(['notice', 'notice_personal'])
})

test('a person sees and changes the rows of the person’s agencies, also the personal ones, and removes none', async () => {
  for (const table of tables) {
    expect(await under('nhip_app', null, `select from ${table}`), table).toBe(0)
    expect(await under('nhip_app', [mine], `select from ${table}`), table).toBe(1)
    expect(await under('nhip_app', [mine], `update ${table} set agency_id = agency_id`), table).toBe(1)
    expect(await under('nhip_app', [mine], `delete from ${table}`), table).toBe(denied)
    expect(await under('nhip_all', null, `select from ${table}`), table).toBe(2)
    expect(await under('nhip_all', null, `update ${table} set agency_id = agency_id`), table).toBe(denied)
    expect(await under('nhip_service', null, `update ${table} set agency_id = agency_id`), table).toBe(2)
    expect(await under('nhip_server', null, `select from ${table}`), table).toBe(denied)
  }
  const handOver = `update papers.notice set agency_id = ${other}`
  expect(await under('nhip_app', [mine], handOver)).toBe(denied)
})

test('personal fields stand under the agency of their record, and go with it when it is handed over', async () => {
  const strayed = `insert into papers.notice_personal (record_id, agency_id, phone)
    select gen_random_uuid(), ${mine}, '0911'`
  expect(await under('nhip_app', [mine], strayed)).toBe(broken)
  expect(await under('nhip_service', null, `update papers.notice_personal set agency_id = ${other}`)).toBe(broken)
  await admin.query('begin')
  await admin.query(`set local role nhip_app; set local nhip.agencies = '{${mine},${other}}'`)
  await admin.query(`update papers.notice set agency_id = ${other}`)
  const { rows } = await admin.query('select distinct agency_id from papers.notice_personal')
  await admin.query('rollback')
  expect(rows).toEqual([{ agency_id: other }])
})

test('a backfill in a module’s migration reaches the rows of every agency, in tables made, renamed or walled by that very step', async () => {
  await apply(
    '0002-backfill',
    `alter table papers.notice rename to paper;
    update papers.paper set title = title || ' (đã đổi)';
    create table papers.note (agency_id integer not null, body text);
    select platform.build_wall_in('papers', 'note');
    insert into papers.note (agency_id) select agency_id from papers.paper;
    update papers.note set body = 'đã ghi';
    alter table papers.paper rename to notice`,
  )
  const titles = await admin.query("select from papers.notice where title = 'Thông báo (đã đổi)'")
  const notes = await admin.query("select from papers.note where body = 'đã ghi'")
  expect([titles.rowCount, notes.rowCount]).toEqual([2, 2])
  const { rows } = await admin.query("select polname from pg_policy where polname = 'migration'")
  expect(rows, 'the wall is closed again').toEqual([])
})

test('outside a migration the wall is built without a way through for the owner', async () => {
  await admin.query('begin; set local role nhip_owner; create table papers.bare (agency_id integer)')
  await admin.query("select platform.build_wall_in('papers', 'bare')")
  const { rows } = await admin.query("select policyname from pg_policies where tablename = 'bare' order by 1")
  await admin.query('rollback')
  expect(rows.map(({ policyname }) => policyname)).toEqual(['people', 'province', 'service'])
})
