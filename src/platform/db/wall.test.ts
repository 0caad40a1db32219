import { sql } from 'kysely'
import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre } from '../../../test/centre.ts'
import { step, uploadRows } from '../../../test/import-files.ts'
import { makeRecords, recordKinds } from '../../../test/make-records.ts'
import { walkChain } from '../../../test/walk-chain.ts'

/** Tables that name an agency and yet stand outside the wall, each with its reason. */
const outside: Record<string, string> = {
  agency_name: 'what agencies were called is public knowledge, like the agencies',
  agency: 'agencies are public knowledge; everyone signed in reads them all',
  credential: 'the service alone reads it: people have no right on it at all',
  live_event_later: 'the same, for what is told after a commit',
  live_event: 'people only add to it; the service reads it and visible() decides who is told',
}

/** Tables without an owner: what everyone may know, or what the service alone may touch. */
const ownerless = new Set([
  ...[
    'setting',
    'area',
    'area_change',
    'area_import',
    'area_drawing',
    'calendar_day',
    'working_hours',
    'role',
    'alert_rule',
    'handling_limit',
    'figure_kind',
    'late_reason',
  ],
  ...[
    'session',
    'reading_batch',
    'rule_state',
    'rule_seen',
    'rule_late',
    'rule_clock',
    'rule_version',
    'counter',
    'connector',
    'record_deadline_rule',
    'extra_field',
  ],
  ...['reaction', 'reaction_fault', 'channel', 'ingest_answer', 'dead_letter_hour', 'audit_unsealed', 'audit_seal'],
  // What all agencies are measured by is public among them; the service alone writes it.
  ...['indicator_target'],
  ...['rollup_mark', 'rollup_due', 'rollup_backfill', 'reading_retention', 'basemap'],
])

/** Behind the wall, and yet not read by readers of the province: of one reactions alone read, of the other nobody but its person or agency. */
const unread = new Set(['happening', 'saved_view'])

/** Inside an agency, too, rows are one person's: a fourth policy, which only narrows. */
const personal = new Set(['saved_view'])

/**
 * What functions may do beyond the wall of who calls them: those that send a bulletin count addresses and add to the post office; the
 * one that keeps tasks done in a closed incident holds that incident, which whoever does the task may not see, and changes nothing in it.
 */
const owned: Readonly<Record<string, readonly string[]>> = {
  channel_address: ['reach SELECT'],
  incident: ['hold SELECT', 'hold_open UPDATE'],
  message: ['post INSERT'],
  delivery: ['post INSERT'],
}

/** Seen by more than may say it: a fourth policy, which only narrows who adds. */
const owed = new Set(['late_saying'])

let centre: TestCentre

beforeAll(async () => {
  centre = await openTestCentre()
  const { person, reportId, incidentId } = await walkChain(centre)
  const agencyId = await centre.agencyId('H57.907')
  expect((await person.post(`/api/reports/${reportId}/texts`, { section: 'tasks', text: 'x' })).status).toBe(200)
  expect((await person.post(`/api/reports/${reportId}/send`)).status).toBe(200)
  const { account } = (await person.get('/api/session')).body
  const offer = { to: account.id, note: 'x' }
  const offered = await (await centre.administrator()).post(`/api/incidents/${incidentId}/handovers`, offer)
  expect(offered.status, 'a hand-over').toBe(200)
  await makeRecords(centre, person, agencyId, 'Hồ sơ')
  const address = '/api/directives/directives'
  const draft = await person.post(address, { agencyId, values: { title: 'Việc', lead: agencyId } })
  const issued = await person.post(`${address}/${draft.body.id}/moves/issue`, { version: 1 })
  expect(issued.status, 'a record whose clocks run').toBe(200)
  const file = 'Nhiệm vụ,Hạn hoàn thành\nViệc nhập,05/12/2026\nViệc hỏng,mai\n'
  const uploaded = await uploadRows(centre, person, 'record.directives.directive', agencyId, 'a.csv', file)
  await step(person, uploaded.body.id, 'check')
  await step(person, uploaded.body.id, 'apply', { goodOnly: true })
  await centre.admin.query(`insert into platform.agency_post (agency_id, account_id, account_name, title, valid_from)
    select agency_id, id, name, 'Chánh văn phòng', '2026-01-01' from platform.account`)
  await centre.admin.query(`insert into platform.reading_correction
    (series_id, agency_id, at, old_value, new_value, old_received_at, sender, via, corrected_at)
    values (1, ${agencyId}, now(), 1, 2, now(), 'x', 'http', now())`)
  await centre.admin.query(`insert into platform.reading_rollup
    (series_id, agency_id, step_s, start_at, count, low, high, sum, first, last)
    values (1, ${agencyId}, 86400, '2026-01-01T00:00:00+07:00', 1, 1, 1, 1, 1, 1)`)
  await centre.admin.query(`insert into platform.maintenance_window
    (agency_id, agency_ids, from_at, until_at, reason, made_by, made_by_name)
    values (${agencyId}, array[${agencyId}], now(), now() + interval '1 h', 'x', 1, 'x')`)
  await centre.admin.query(`insert into platform.late_saying (task_id, agency_id, reason, said_at, said_by, said_by_name)
    select id, ${agencyId}, 'other', now(), 1, 'x' from platform.task limit 1`)
  await centre.admin.query(`insert into platform.arrival (minute_at, agency_id, heard) values (now(), ${agencyId}, 1)`)
  await centre.admin.query(`insert into platform.screen_link (agency_id, name, reach, token_hash, made_by, made_by_name)
    values (${agencyId}, 'x', 'agency', '\\x00', 1, 'x')`)
  await centre.admin.query(`insert into platform.saved_view (agency_id, made_by, made_by_name, register, name, look, is_shared)
    values (${agencyId}, 1, 'x', 'directives.directive', 'x', '', true)`)
  await centre.admin.query(
    `with bulletin as (
      insert into platform.bulletin (id, incident_id, agency_id, title, text, audience, created_at, created_by, created_by_name, writers)
      values (gen_random_uuid(), $1, $2, 'x', 'x', 'all', now(), 1, 'x', '{1}') returning id
    )
    insert into platform.bulletin_agency (bulletin_id, told_id, agency_id, message_id)
    select id, $2, $2, gen_random_uuid() from bulletin`,
    [incidentId, agencyId],
  )
  await centre.admin.query(`with message as (
      insert into platform.message (id, agency_id, source, happening_id, title_vi, title_en, body_vi, body_en, about_type, about_id, at)
      values (gen_random_uuid(), ${agencyId}, 'x/y', 1, 'Tin', 'News', '', '', 'x.y', 'z', now()) returning id
    ), address as (
      insert into platform.channel_address (module, key, agency_id, address, added_by) values ('x', 'y', ${agencyId}, 'a', 'x')
    )
    insert into platform.delivery (id, message_id, agency_id, module, key, address, next_at)
    select gen_random_uuid(), id, ${agencyId}, 'x', 'y', 'a', now() from message`)
})
afterAll(() => centre.close())

interface Table {
  /** Without the schema where it is the platform's. */
  readonly name: string
  readonly owners: string[]
  readonly isShared: boolean
}

const schemas = ['platform', ...new Set(recordKinds.map((kind) => kind.table.split('.')[0] ?? ''))]
/** The name with its schema. */
const full = (name: string) => (name.includes('.') ? name : `platform.${name}`)

async function listTables(): Promise<Table[]> {
  const { rows } = await centre.admin.query<Table>(
    `select case n.nspname when 'platform' then '' else n.nspname || '.' end || c.relname as name,
      bool_or(a.attname = 'shared_with') as "isShared", coalesce(array_agg(a.attname::text order by a.attnum)
      filter (where a.attname ~ '(^|_)agency_id$' or a.attname = 'agencies'), '{}') as owners
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where n.nspname = any($1) and c.relkind in ('r', 'p') and not c.relispartition
    group by c.oid, n.nspname order by 1`,
    [schemas],
  )
  return rows
}

async function listWalled(): Promise<Table[]> {
  return (await listTables()).filter((table) => table.owners.length > 0 && !(table.name in outside))
}

/** What a statement answers under a role; always rolled back. */
async function under(role: string, agencies: string | null, text: string): Promise<pg.QueryResult | string> {
  await centre.admin.query('begin')
  try {
    await centre.admin.query(`set local role ${role}`)
    if (agencies !== null) await centre.admin.query(`set local nhip.agencies = '${agencies}'`)
    return await centre.admin.query(text)
  } catch (error) {
    return (error as pg.DatabaseError).code ?? String(error)
  } finally {
    await centre.admin.query('rollback')
  }
}

const denied = '42501'
const rowCountOf = (answer: pg.QueryResult | string) => (typeof answer === 'string' ? answer : answer.rowCount)

test('every table that names an agency stands behind the wall, or is an exception with a reason', async () => {
  const tables = await listTables()
  const known = new Set([...Object.keys(outside), ...ownerless])
  expect([...known].filter((name) => !tables.some((table) => table.name === name))).toEqual([])
  const { rows: guarded } = await centre.admin.query(
    `select case n.nspname when 'platform' then '' else n.nspname || '.' end || relname as relname
    from pg_class c join pg_namespace n on n.oid = relnamespace
    where n.nspname = any($1) and relrowsecurity and relforcerowsecurity and not relispartition`,
    [schemas],
  )
  const walled = tables.filter((table) => !known.has(table.name)).map((table) => table.name)
  expect(guarded.map((row) => row.relname).sort()).toEqual(walled)
  // An ownerless table that gains an agency column must come behind the wall.
  expect(tables.filter((table) => ownerless.has(table.name) && table.owners.length > 0)).toEqual([])
})

test('the three policies of a table compare every agency column it has, for reading and for writing', async () => {
  for (const { name, owners, isShared } of await listWalled()) {
    const { rows: all } = await centre.admin.query(
      "select policyname, roles::text[], cmd, permissive, qual, with_check from pg_policies where format('%I.%I', schemaname, tablename) = $1 order by 1",
      [full(name)],
    )
    const isOwned = ({ roles }: { roles: string[] }) => roles.join() === 'nhip_owner'
    const ofOwner = all.filter(isOwned).map(({ policyname, cmd }) => `${policyname} ${cmd}`)
    expect(ofOwner, name).toEqual(owned[name] ?? [])
    const rows = all.filter((row) => !isOwned(row))
    const own = { policyname: 'own', roles: ['nhip_app'], cmd: 'ALL', permissive: 'RESTRICTIVE', with_check: null }
    expect(rows, name).toMatchObject([
      ...(personal.has(name) ? [own] : []),
      ...(owed.has(name)
        ? [{ policyname: 'owed', roles: ['nhip_app'], cmd: 'INSERT', permissive: 'RESTRICTIVE' }]
        : []),
      { policyname: 'people', roles: ['nhip_app'], cmd: 'ALL' },
      { policyname: 'province', roles: ['nhip_all'], cmd: 'SELECT', qual: 'true' },
      { policyname: 'service', roles: ['nhip_service'], cmd: 'ALL', qual: 'true', with_check: 'true' },
    ])
    const people = rows.find(({ policyname }) => policyname === 'people')
    // A link is seen from both ends, and made by the owner of its first.
    if (name !== 'link') expect(people.with_check, name).toBe(people.qual)
    for (const owner of owners) expect(people.qual, `${name}.${owner}`).toContain(`${owner} = ANY`)
    expect(people.qual.match(/ANY/g), name).toHaveLength(owners.length)
    expect(people.qual.match(/shared_with &&/g) ?? [], name).toHaveLength(isShared ? 1 : 0)
  }
})

test('without agencies a person sees, changes and adds nothing in any table', async () => {
  for (const { name, owners } of await listWalled()) {
    const { rowCount } = await centre.admin.query(`select from ${full(name)}`)
    expect(rowCount, `${name} must hold rows, or this test shows nothing`).toBeGreaterThan(0)
    for (const agencies of [null, '', '{}']) {
      const count = await under('nhip_app', agencies, `select ${owners[0]} from ${full(name)}`)
      expect([0, denied], `${name} with agencies ${agencies}`).toContain(rowCountOf(count))
      const change = await under('nhip_app', agencies, `update ${full(name)} set ${owners[0]} = ${owners[0]}`)
      expect([0, denied], `${name} update`).toContain(rowCountOf(change))
      const remove = await under('nhip_app', agencies, `delete from ${full(name)}`)
      expect([0, denied], `${name} delete`).toContain(rowCountOf(remove))
    }
  }
})

test('a person cannot write a row for an agency out of sight, nor hand one over', async () => {
  const [mine, other] = [await centre.agencyId('H57.909'), await centre.agencyId('H57.907')]
  const insert = (agency: number) =>
    under(
      'nhip_app',
      `{${mine}}`,
      `insert into platform.asset (code, type, name, agency_id) values ('trap', 'reservoir', 'Hồ', ${agency})`,
    )
  expect(rowCountOf(await insert(mine))).toBe(1)
  expect(await insert(other)).toBe(denied)
  expect(await under('nhip_app', `{${mine}}`, `update platform.asset set agency_id = ${other}`)).toBe(denied)
})

test('a reader of the whole province reads every row and writes none', async () => {
  for (const { name, owners } of await listWalled()) {
    const { rowCount } = await centre.admin.query(`select from ${full(name)}`)
    expect(rowCountOf(await under('nhip_all', null, `select ${owners[0]} from ${full(name)}`)), name).toBe(
      unread.has(name) ? denied : rowCount,
    )
    for (const write of [
      `update ${full(name)} set ${owners[0]} = ${owners[0]}`,
      `delete from ${full(name)}`,
      `insert into ${full(name)} default values`,
    ]) {
      expect(await under('nhip_all', null, write), write).toBe(denied)
    }
  }
})

test('nobody reads a partition of readings past its parent, also one made at run time', async () => {
  await centre.wall.service(async (tx) => {
    await sql`select platform.ensure_reading_partition('2026-01-05'::date)`.execute(tx)
  })
  const { rows } = await centre.admin.query(
    "select relname, relrowsecurity and relforcerowsecurity as forced from pg_class where relispartition and relkind = 'r' and relnamespace = 'platform'::regnamespace",
  )
  expect(rows.map((row) => row.relname)).toContain('reading_2026w02')
  expect(rows.length).toBeGreaterThan(1)
  for (const { relname, forced } of rows) {
    expect(forced, relname).toBe(true)
    for (const role of ['nhip_app', 'nhip_all', 'nhip_service']) {
      expect(await under(role, null, `select at from platform.${relname}`), `${role} ${relname}`).toBe(denied)
      expect(await under(role, null, `delete from platform.${relname}`), `${role} ${relname}`).toBe(denied)
    }
  }
})

test('people reach neither password hashes nor sessions nor credentials nor the queue of the rules', async () => {
  const everyone = `{${Array.from({ length: 100 }, (_, index) => index + 1).join(',')}}`
  for (const role of ['nhip_app', 'nhip_all']) {
    for (const text of [
      'select password_hash from platform.account',
      'select * from platform.account',
      'select 1 from platform.account where password_hash is not null',
      'select token_hash from platform.session',
      'select secret_hash from platform.credential',
      'delete from platform.session',
      'select * from platform.reading_batch',
      'select * from platform.live_event',
      'update platform.alert set value = 0',
      'update platform.evidence set sha256 = sha256',
      'delete from platform.audit',
      'delete from platform.report_row',
      'select * from platform.rollup_due',
      "select platform.ensure_reading_partition('2026-01-05'::date)",
      "select platform.drop_reading_partition('2026-01-05'::date)",
      'update platform.reading_retention set closed_before = now()',
    ]) {
      expect(await under(role, everyone, text), `${role}: ${text}`).toBe(denied)
    }
  }
  const logins = await under('nhip_app', everyone, 'select login from platform.account')
  expect(rowCountOf(logins)).toBeGreaterThan(0)
})

test('the login of the server has no right of its own, only those of the role it takes for a transaction', async () => {
  for (const { name } of await listTables()) {
    expect(await under('nhip_server', null, `select from ${full(name)}`), name).toBe(denied)
  }
})

test('work whose transaction broke on the way is never told as done, even when the error was swallowed', async () => {
  const swallowing = centre.wall.service(async (tx) => {
    await sql`insert into platform.setting (key, value) values ('swallowed', '1')`.execute(tx)
    await sql`select 1 / 0`.execute(tx).catch(() => undefined)
    return 'done'
  })
  await expect(swallowing).rejects.toThrow(/transaction is aborted/)
  const { rowCount } = await centre.admin.query("select from platform.setting where key = 'swallowed'")
  expect(rowCount).toBe(0)
})

test('what one request may see is not left behind for the next on the same connection', async () => {
  const seen = async () => {
    const { rows } = await sql<{ role: string; agencies: string | null }>`
      select current_user as role, current_setting('nhip.agencies', true) as agencies`.execute(centre.pool.db)
    return rows[0]
  }
  const actor = {
    accountId: 1,
    mustChangePassword: false,
    login: 'x',
    name: 'X',
    agencyId: 1,
    reach: 'agencies',
    permissions: new Set<string>(),
  } as const
  for (const work of [async () => 1, async () => Promise.reject(new Error('refused'))]) {
    await centre.wall.as({ ...actor, agencyIds: [1, 2, 3] }, work).catch(() => undefined)
    await centre.wall.read({ ...actor, agencyIds: [4] }, work).catch(() => undefined)
    for (let connection = 0; connection < 8; connection++) {
      const found = await seen()
      expect(found?.role).toBe('nhip_server')
      expect(found?.agencies ?? '').toBe('')
    }
  }
  await expect(centre.wall.as({ ...actor, agencyIds: [1.5] }, async () => 1)).rejects.toThrow(/not an integer/)
})
