import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { checkLogin } from './check-login.ts'

const password = randomBytes(8).toString('hex')
/** Roles are the whole cluster's: these are this file's own. */
const login = `t_${randomBytes(4).toString('hex')}_login`
const group = `${login}_group`
let database: TestDatabase
let admin: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client(database.admin)
  await admin.connect()
})
afterAll(async () => {
  await admin.end()
  await database.drop()
})

/** Whether a login may serve that was made with these words; everything is taken away again. */
async function check(options: string, prepare = ''): Promise<void> {
  await admin.query(`create role ${login} login ${options} password '${password}'; create role ${group}`)
  await admin.query(`grant connect on database ${database.target.database} to ${login}; ${prepare}`)
  const client = new pg.Client({ ...database.target, user: login, password })
  await client.connect()
  try {
    const [own] = await Promise.allSettled([checkLogin(client)])
    // Another may be asked about it, and finds the same.
    expect(await Promise.allSettled([checkLogin(admin, login)])).toEqual([own])
    if (own.status === 'rejected') throw own.reason
  } finally {
    await client.end()
    await admin.query(`drop owned by ${login}, ${group} cascade; drop role ${login}, ${group}`)
  }
}

test('the login that preparing makes is accepted', async () => {
  const { user } = database.target
  await expect(checkLogin(admin, user)).resolves.toBeUndefined()
  await expect(check('', `grant nhip_app, nhip_all, nhip_service to ${login}`)).resolves.toBeUndefined()
})

test.for([
  ['a superuser', 'superuser', '', /is a superuser/],
  ['BYPASSRLS', 'bypassrls', '', /has BYPASSRLS/],
  ['a member of the owner', '', `grant nhip_owner to ${login}`, /nhip_owner owns table/],
  [
    'a member of the owner that does not inherit: it can still set role',
    'noinherit',
    `grant nhip_owner to ${login}`,
    /nhip_owner owns table/,
  ],
  [
    'a member of a member of the owner',
    '',
    `grant nhip_owner to ${group}; grant ${group} to ${login}`,
    /nhip_owner owns table/,
  ],
  [
    'a member of a role with BYPASSRLS',
    '',
    `alter role ${group} bypassrls; grant ${group} to ${login}`,
    /has BYPASSRLS/,
  ],
  ['the owner of a table', '', `create table own (); alter table own owner to ${login}`, /owns table own/],
  ['the owner of a view', '', `create view seen as select 1; alter view seen owner to ${login}`, /owns table seen/],
  [
    'the owner of a stored view',
    '',
    `create materialized view kept as select 1; alter materialized view kept owner to ${login}`,
    /owns table kept/,
  ],
  ['who may make roles, hence members of the owner', 'createrole', '', /may create roles/],
  ['who runs programs as the database', '', `grant pg_execute_server_program to ${login}`, /pg_execute_server_program/],
  ['who writes files of the database', '', `grant pg_write_server_files to ${login}`, /pg_write_server_files/],
] as const)('%s is refused by name, with the mend', async ([, options, prepare, reason]) => {
  const refusal = await check(options, prepare).then(
    () => null,
    (error: unknown) => error,
  )
  expect(refusal).toMatchObject({ code: 'unsafe_database_login' })
  expect(String(refusal)).toMatch(reason)
  expect(String(refusal)).toContain('npm run database -- prepare')
})
