import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { migrate } from '../db/migrate.ts'
import { listMigrations } from '../db/migrations.ts'
import { openPool, type Pool } from '../db/pool.ts'
import { buildWall, type Wall } from '../db/wall.ts'
import { acceptChain } from './accept-chain.ts'
import { openSealer, type Sealer } from './sealer.ts'
import { verifyAudit } from './verify-audit.ts'
import { writeAudits } from './write-audit.ts'

const log = pino({ level: 'silent' })
let database: TestDatabase
let admin: pg.Client
let pool: Pool
let wall: Wall
let folder: string
let agencyId: number
const open: Sealer[] = []

async function connect(): Promise<void> {
  admin = new pg.Client(database.admin)
  await admin.connect()
  pool = openPool(database.target, log, 24)
  wall = buildWall(pool.db, () => undefined)
}

async function disconnect(): Promise<void> {
  await Promise.all(open.splice(0).map((sealer) => sealer.close()))
  await pool.close()
  await admin.end()
}

beforeEach(async () => {
  database = await createTestDatabase()
  folder = await mkdtemp(join(tmpdir(), 'nhip-audit-'))
  await connect()
  const { rows } = await admin.query(
    "insert into platform.agency (code, name, kind) values ('H57', 'Ủy ban', 'committee') returning id",
  )
  agencyId = rows[0].id
})
afterEach(async () => {
  await disconnect()
  await database.drop()
  await rm(folder, { recursive: true })
})

/** As after a crash: what was opened before is not told. */
function seal(where: string | null = folder): Sealer {
  const sealer = openSealer({ wall, log, folder: where })
  open.push(sealer)
  return sealer
}

const entry = (name: string) => ({
  agencyId,
  action: 'thing.changed',
  subject: { kind: 'thing', id: name },
  detail: { name },
})
const write = (...names: string[]) => wall.service((tx) => writeAudits(tx, null, names.map(entry)))
const count = async (table: string) =>
  Number((await admin.query(`select count(*) from platform.${table}`)).rows[0].count)
const isSealed = (rows: number) =>
  until(`${rows} rows are sealed`, async () => (await count('audit_seal')) === rows && (await keptNo()) === rows)
const keptNo = async () => JSON.parse(await readFile(join(folder, 'head.json'), 'utf8').catch(() => '{}')).no
const names = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => `Trạm «${from + index}»`)
const verify = () => verifyAudit(wall, folder, new AbortController().signal)

test('sixteen writers of unequal length are sealed in the order of commits, each row once and without a gap', async () => {
  seal()
  const committed: string[] = []
  await Promise.all(
    Array.from({ length: 16 }, async (_, writer) => {
      for (let turn = 0; turn < 12; turn++) {
        const own = names(1, 1 + (turn % 3)).map((name) => `${name} ${writer} ${turn}`)
        const work = wall.service(async (tx) => {
          await writeAudits(tx, null, own.map(entry))
          await new Promise((resolve) => setTimeout(resolve, ((writer + turn) % 5) * 8))
          if ((writer + turn) % 6 === 0) throw new Error('taken back')
        })
        await work.then(
          () => committed.push(...own),
          () => undefined,
        )
      }
    }),
  )
  await isSealed(committed.length)
  const { rows } = await admin.query(
    'select s.no, a.subject_id, a.xmin::text::int as xid, a.id from platform.audit_seal s join platform.audit a on a.id = s.audit_id order by s.no',
  )
  expect(rows.map(({ no }) => no)).toEqual(committed.map((_, index) => index + 1))
  expect(rows.map(({ subject_id }) => subject_id).sort()).toEqual(committed.sort())
  const inOrder = rows.toSorted((one, other) => one.xid - other.xid || one.id - other.id)
  expect(rows).toEqual(inOrder)
  expect(await verify()).toMatchObject({ state: 'whole', rows: committed.length, faults: [] })
})

test('a row that is not committed holds up those that come after it, a quiet one does not, and both are sealed in the end', async () => {
  const sealer = seal()
  const slow = new pg.Client(database.target)
  const quiet = new pg.Client(database.target)
  const insert =
    "insert into platform.audit (agency_id, action, subject_kind, subject_id) values ($1, 'x', 'thing', $2)"
  for (const client of [quiet, slow]) {
    await client.connect()
    await client.query('begin; set local role nhip_service')
    if (client === quiet) await client.query('select platform.begin_quietly()')
    if (client === quiet) await client.query(insert, [agencyId, 'yên'])
    // Begun before, though its row comes after.
    else await client.query('select pg_current_xact_id()')
  }
  await write('nhanh')
  await until('it waits', async () => sealer.state().unsealed === 1)
  expect(sealer.state().oldestUnsealedAt).not.toBeNull()
  await slow.query(insert, [agencyId, 'chậm'])
  await slow.query('commit')
  await isSealed(2)
  await quiet.query('commit')
  await isSealed(3)
  await until('nothing waits', async () => sealer.state().unsealed === 0)
  expect(sealer.state()).toMatchObject({ sealedTo: { no: 3 }, outside: 'same', oldestUnsealedAt: null })
  expect((await verify()).state).toBe('whole')
  const { rows } = await admin.query(
    'select a.subject_id from platform.audit_seal s join platform.audit a on a.id = s.audit_id order by s.no',
  )
  expect(rows.map(({ subject_id }) => subject_id)).toEqual(['chậm', 'nhanh', 'yên'])
  await Promise.all([slow.end(), quiet.end()])
})

test('a first start over rows that wait raises no doubt', async () => {
  await write(...names(1, 3))
  const said: string[] = []
  const listening = pino({ level: 'warn' }, { write: (line: string) => said.push(line) })
  open.push(openSealer({ wall, log: listening, folder }))
  await isSealed(3)
  expect(said).toEqual([])
})

test('several sealers, ended and started in the middle, make one chain without a gap', async () => {
  let isOver = false
  const writing = (async () => {
    for (let turn = 0; !isOver; turn++) await write(...names(1, 40).map((name) => `${name} ${turn}`))
  })()
  for (let turn = 0; turn < 6; turn++) {
    const [one, other] = [seal(), seal()]
    const before = await count('audit_seal')
    await until('some are sealed', async () => (await count('audit_seal')) > before)
    await Promise.all([one.close(), other.close()])
  }
  isOver = true
  await writing
  seal()
  await isSealed(await count('audit'))
  expect(await verify()).toMatchObject({ state: 'whole', rows: await count('audit') })
})

test('killed after the seals were committed and before the head was kept, the next start goes on', async () => {
  seal()
  await write(...names(1, 5))
  await isSealed(5)
  await Promise.all(open.splice(0).map((sealer) => sealer.close()))
  await write(...names(6, 9))
  // Somebody's transaction elsewhere in the cluster may hold them up for a moment.
  const sealMore = async () => Number((await admin.query('select platform.seal_audit(100)')).rows[0].seal_audit)
  let sealed = 0
  await expect.poll(async () => (sealed += await sealMore())).toBe(4)
  expect(await keptNo()).toBe(5)
  const sealer = seal()
  await write('Trạm sau')
  await isSealed(10)
  expect(sealer.state().outside).toBe('same')
  expect(await verify()).toMatchObject({ state: 'whole', rows: 10 })
})

test('nobody who serves people or devices can change a row, set its time, or write a seal', async () => {
  seal()
  await write(...names(1, 2))
  await isSealed(2)
  const insertTime = `insert into platform.audit (agency_id, action, subject_kind, subject_id, at) values (${agencyId}, 'x', 'x', 'x', '2020-01-01')`
  const insertId = `insert into platform.audit (id, agency_id, action, subject_kind, subject_id) overriding system value values (1, ${agencyId}, 'x', 'x', 'x')`
  const statements = [
    "update platform.audit set detail = '{}'",
    'delete from platform.audit',
    'truncate platform.audit',
    ...[insertTime, insertId],
    "update platform.audit_seal set seal = ''",
    'delete from platform.audit_seal',
    "insert into platform.audit_seal (no, audit_id, sealed_at, seal) values (3, 3, now(), '')",
    'delete from platform.audit_unsealed',
    "insert into platform.audit_unsealed (xid, audit_id, digest) values ('1', 1, '')",
  ]
  const client = new pg.Client(database.target)
  await client.connect()
  for (const role of ['nhip_app', 'nhip_all', 'nhip_service']) {
    for (const statement of statements) {
      await client.query(`begin; set local role ${role}; set local nhip.agencies = '{${agencyId}}'`)
      await expect(client.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: '42501' })
      await client.query('rollback')
    }
  }
  for (const role of ['nhip_app', 'nhip_all'])
    await expect(client.query(`begin; set local role ${role}; select platform.seal_audit(1)`))
      .rejects.toMatchObject({
        code: '42501',
      })
      .finally(() => client.query('rollback'))
  await client.end()
})

describe('a verification finds', () => {
  let sealer: Sealer
  beforeEach(async () => {
    sealer = seal()
    for (const name of names(1, 12)) await write(name)
    await isSealed(12)
    expect((await sealer.verify()).state).toBe('whole')
  })
  /** Rows of the audit by place in the chain. */
  const idAt = async (no: number) =>
    Number((await admin.query('select audit_id from platform.audit_seal where no = $1', [no])).rows[0].audit_id)

  test('a changed detail, and nothing else', async () => {
    const id = await idAt(5)
    await admin.query(`update platform.audit set detail = '{"name": "khác"}' where id = $1`, [id])
    expect(await sealer.verify()).toMatchObject({ faultCount: 1, faults: [{ kind: 'changed', no: 5, rowId: id }] })
    expect(sealer.state().verified).toMatchObject({ state: 'broken' })
  })

  test.for(['at', 'actor_id', 'actor_name', 'agency_id', 'action', 'subject_kind', 'subject_id'])(
    'another %s',
    async (column) => {
      const other = { at: "at + interval '1 microsecond'", actor_id: '7', actor_name: "''", agency_id: 'null' }[column]
      await admin.query(`update platform.audit set ${column} = ${other ?? `${column} || 'x'`} where id = $1`, [
        await idAt(5),
      ])
      expect(await verify()).toMatchObject({ faultCount: 1, faults: [{ kind: 'changed', no: 5 }] })
    },
  )

  test('what is moved from one column to the next', async () => {
    await admin.query(`update platform.audit set subject_kind = 'thin', subject_id = 'g' || subject_id where id = $1`, [
      await idAt(5),
    ])
    expect(await verify()).toMatchObject({ faultCount: 1, faults: [{ kind: 'changed', no: 5 }] })
  })

  test('a row deleted in the middle, with and without its seal', async () => {
    const [id, other] = [await idAt(5), await idAt(8)]
    await admin.query('delete from platform.audit where id = any($1)', [[id, other]])
    await admin.query('delete from platform.audit_seal where audit_id = $1', [other])
    expect(await verify()).toMatchObject({
      faultCount: 2,
      faults: [
        { kind: 'row_missing', no: 5, rowId: id },
        { kind: 'seals_missing', no: 8 },
      ],
    })
  })

  test('a deleted end, by the head outside', async () => {
    const id = await idAt(10)
    await admin.query('delete from platform.audit where id >= $1', [id])
    await admin.query('delete from platform.audit_seal where audit_id >= $1', [id])
    expect(await verify()).toMatchObject({ faultCount: 1, faults: [{ kind: 'head_ahead', no: 12 }] })
    await until('it is seen without asking', async () => sealer.state().outside === 'ahead')
    // What is written from now on is sealed, and the head that tells of the end is kept.
    await write(...names(20, 23))
    await until('four more are sealed', async () => (await count('audit_seal')) === 13)
    expect(await verify()).toMatchObject({ faults: [{ kind: 'head_differs', no: 12 }] })
    expect(await keptNo()).toBe(12)
  })

  test('two rows that changed places', async () => {
    const [one, other] = [await idAt(4), await idAt(7)]
    await admin.query(
      `update platform.audit a set at = b.at, subject_id = b.subject_id, detail = b.detail
      from platform.audit b where (a.id, b.id) in (($1::bigint, $2::bigint), ($2, $1))`,
      [one, other],
    )
    expect(await verify()).toMatchObject({
      faultCount: 2,
      faults: [
        { kind: 'changed', no: 4 },
        { kind: 'changed', no: 7 },
      ],
    })
  })

  test('two seals that changed places', async () => {
    await admin.query(
      `update platform.audit_seal set audit_id = -audit_id where no in (4, 7);
      update platform.audit_seal s set audit_id = -o.audit_id from platform.audit_seal o where (s.no, o.no) in ((4, 7), (7, 4))`,
    )
    expect((await verify()).faults).toMatchObject([
      { kind: 'changed', no: 4 },
      { kind: 'changed', no: 7 },
    ])
  })

  test('a row put in with a past time, by the sealer or past it', async () => {
    const insert = `insert into platform.audit (at, agency_id, action, subject_kind, subject_id)
      values (now() - interval '3 days', ${agencyId}, 'x', 'thing', 'x') returning id`
    const { rows } = await admin.query(insert)
    await isSealed(13)
    await admin.query("set session_replication_role = 'replica'")
    const { rows: strange } = await admin.query(insert)
    expect(await verify()).toMatchObject({
      faultCount: 2,
      faults: [
        { kind: 'past_time', no: 13, rowId: Number(rows[0].id) },
        { kind: 'unsealed', rowId: Number(strange[0].id) },
      ],
    })
  })

  test('a chain made anew from its middle on, by the heads outside', async () => {
    await admin.query(
      `with gone as (delete from platform.audit_seal where no >= 6 returning audit_id)
      insert into platform.audit_unsealed (xid, audit_id, digest)
      select pg_current_xact_id(), a.id, platform.audit_digest(a.id, a.at, a.actor_id, a.actor_name, a.agency_id, a.action, a.subject_kind,
        a.subject_id, a.detail) from platform.audit a join gone on gone.audit_id = a.id`,
    )
    await until('they are sealed again', async () => (await count('audit_seal')) === 12)
    const found = await verify()
    expect(found.faults[0]).toMatchObject({ kind: 'head_differs', no: 12 })
    expect(await keptNo()).toBe(12)
  })

  test('a head outside that was taken away', async () => {
    await rm(join(folder, 'head.json'))
    expect(await verify()).toMatchObject({ faults: [{ kind: 'head_missing' }] })
    await writeFile(join(folder, 'head.json'), '{"no":')
    expect(await verify()).toMatchObject({ faults: [{ kind: 'head_missing' }] })
  })

  test('an older database that was restored; believed on purpose, the audit says so and is whole again', async () => {
    const before = database
    await disconnect()
    const copy = await createTestDatabase(before.admin.database)
    await connect()
    seal()
    await write(...names(13, 20))
    await isSealed(20)
    await disconnect()
    database = copy
    await connect()
    const restored = seal()
    expect(await verify()).toMatchObject({ faults: [{ kind: 'head_ahead', no: 20 }] })
    await write('sau khi phục hồi')
    await until('it is sealed', async () => (await count('audit_seal')) === 13)
    expect(restored.state().outside).toBe('ahead')
    expect(await keptNo()).toBe(20)
    await acceptChain(wall, folder, 'phục hồi bản sao lưu hôm qua')
    await isSealed(14)
    expect(await verify()).toMatchObject({ state: 'whole', rows: 14 })
    const { rows } = await admin.query("select detail from platform.audit where action = 'audit.accepted'")
    expect(rows).toMatchObject([{ detail: { outside: 'ahead', kept: { no: 20 }, believed: { no: 13 } } }])
    await expect(acceptChain(wall, folder, 'lần nữa')).rejects.toMatchObject({ code: 'nothing_to_accept' })
    await before.drop()
  })
})

test('rows that stood before the chain are sealed slice by slice, in their order', async () => {
  const { rows: scopes } = await admin.query("select distinct scope from public.nhip_migration union select 'platform'")
  for (const { scope } of scopes) await admin.query(`drop schema if exists "${scope.replaceAll('-', '_')}" cascade`)
  await admin.query('delete from public.nhip_migration')
  const steps = (await listMigrations()).filter(({ scope, name }) => scope === 'platform' && name < '0032')
  await migrate(database.admin, undefined, steps)
  await admin.query(
    `insert into platform.audit (at, action, subject_kind, subject_id, detail)
    select timestamptz '2026-01-01' + n * interval '1 minute', 'x', 'thing', n::text, jsonb_build_object('n', n / 3.0) from generate_series(1, 5000) n`,
  )
  await migrate(database.admin)
  seal()
  await isSealed(5_000)
  expect(await verify()).toMatchObject({ state: 'whole', rows: 5_000 })
  const { rows } = await admin.query(
    'select bool_and(s.no = a.subject_id::int) as in_order from platform.audit_seal s join platform.audit a on a.id = s.audit_id',
  )
  expect(rows).toEqual([{ in_order: true }])
})
