import fc from 'fast-check'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { recordKinds } from '../../../test/make-records.ts'
import { RecordFilter } from '../../core/api/records.ts'
import type { Actor } from '../auth/actor.ts'
import { openPool, type Pool } from '../db/pool.ts'
import { buildWall, type Wall } from '../db/wall.ts'
import { selectRecords } from './list-records.ts'

function directives() {
  const kind = recordKinds.find(({ key }) => key === 'directives.directive')
  if (!kind) throw new Error('no record type directives.directive')
  return kind
}

const label = { vi: 'x', en: 'x' }
/** Fields that an administrator added, one of each kind that has an order, keyed by its kind. */
const addedKinds = ['text', 'integer', 'number', 'money', 'yes_no', 'date', 'instant', 'choice', 'link'] as const

let database: TestDatabase
let admin: pg.Client
let pool: Pool
let wall: Wall

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client(database.admin)
  await admin.connect()
  pool = openPool(database.target, pino({ level: 'silent' }), 2)
  wall = buildWall(pool.db, () => undefined)
  await admin.query(
    "insert into platform.agency (code, name, kind) select 'A' || n, 'A', 'x' from generate_series(1, 3) n",
  )
  for (const kind of addedKinds) {
    const options = kind === 'choice' ? { options: [{ key: 'a', label }] } : {}
    await admin.query(
      "insert into platform.extra_field (record_type, key, field, added_by) values ('directives.directive', $1, $2, 1)",
      [kind, { kind, label, ...options }],
    )
  }
})
afterAll(async () => {
  await pool.close()
  await admin.end()
  await database.drop()
})

interface Made {
  readonly agency_id: number
  readonly shared_with: readonly number[]
  readonly state: string
  readonly title: string
  readonly number: string | null
  readonly due_on: string | null
  readonly product: string | null
  readonly content: string | null
  readonly updated_at: string
  readonly isOverdue: boolean
  readonly extra: Partial<Record<(typeof addedKinds)[number], string | number | boolean | null>>
}

const agency = fc.integer({ min: 1, max: 3 })
const few = fc.constantFrom('bão', 'Bão', 'lụt', 'đê', 'a', 'Z')
const made: fc.Arbitrary<Made[]> = fc.array(
  fc.record({
    agency_id: agency,
    shared_with: fc.oneof(fc.constant([]), fc.uniqueArray(agency, { maxLength: 2 })),
    state: fc.constantFrom('draft', 'assigned', 'completed'),
    title: few,
    number: fc.constant(null),
    due_on: fc.option(fc.constantFrom('2026-01-01', '2026-03-05', '2027-01-01')),
    product: fc.option(few),
    content: fc.option(few),
    updated_at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01T00:00:00.123Z'),
    isOverdue: fc.boolean(),
    extra: fc.record(
      {
        text: fc.option(few),
        integer: fc.option(fc.constantFrom(-1, 0, 9, 10)),
        number: fc.option(fc.constantFrom(-0.5, 2, 1e21, 1e-7)),
        money: fc.option(fc.constantFrom(0, 9, 10_000_000_000)),
        yes_no: fc.option(fc.boolean()),
        date: fc.option(fc.constantFrom('2026-09-09', '2026-10-01', '1999-12-31')),
        // The same instant written twice, and two whose texts sort the other way round.
        instant: fc.option(
          fc.constantFrom('2026-01-01T07:00:00+07:00', '2026-01-01T00:00:00Z', '2026-01-01T08:00:00+09:00'),
        ),
        choice: fc.option(fc.constantFrom('a', 'b')),
        link: fc.option(fc.constantFrom('https://a.vn/', 'https://b.vn/')),
      },
      { requiredKeys: [] },
    ),
  }),
  { maxLength: 25 },
)
const declared = ['created_at', 'updated_at', 'number', 'state', 'title', 'due_on', 'product', 'content'] as const
const sorted = [...declared, ...addedKinds.map((kind) => `extra.${kind}` as const)]
const asked = fc.record({
  sort: fc.constantFrom(...sorted),
  isDown: fc.boolean(),
  state: fc.option(fc.constantFrom('draft', 'assigned,completed'), { freq: 2 }),
  agency: fc.option(agency, { freq: 2 }),
  text: fc.option(fc.constantFrom('bao', 'đê', 'lut', 'b', 'xyz'), { freq: 2 }),
  isOverdue: fc.boolean(),
  agencyIds: fc.option(fc.uniqueArray(agency, { minLength: 1 })),
  walk: fc.record({ many: fc.integer({ min: 0, max: 4 }), reach: fc.integer({ min: 1, max: 12 }) }),
})
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never

const now = new Date('2026-06-01T00:00:00Z')
const idOf = (index: number) => `01900000-0000-7000-8000-${String(index).padStart(12, '0')}`
const plain: Readonly<Record<string, string>> = { bão: 'bao', Bão: 'bao', lụt: 'lut', đê: 'de', a: 'a', Z: 'z' }
const plainText = (text: string) => ({ bao: 'bao', đê: 'de', lut: 'lut', b: 'b', xyz: 'xyz' })[text] ?? text

/** What a row is sorted by: figures, days and instants as numbers, texts as texts. */
function sortedValue(row: Made & { created_at: string }, sort: (typeof sorted)[number]): string | number | null {
  const kind = addedKinds.find((each) => sort === `extra.${each}`)
  const value = kind ? (row.extra[kind] ?? null) : row[sort as (typeof declared)[number]] // No added one, so a declared one.
  if (kind === 'instant' && value !== null) return Date.parse(String(value))
  return typeof value === 'boolean' ? Number(value) : value
}

/** As it ought to be: filtered and sorted here, what has no value last. */
function listSlowly(all: readonly Made[], question: Asked): string[] {
  const rows = all.map((row, index) => ({ ...row, created_at: idOf(index), id: idOf(index) }))
  const { agencyIds } = question
  const seen = rows.filter(
    (row) => !agencyIds || agencyIds.includes(row.agency_id) || row.shared_with.some((id) => agencyIds.includes(id)),
  )
  const wordsOf = (row: Made) => [row.title, row.product, row.content].flatMap((text) => plain[text ?? ''] ?? [])
  const wanted = question.text === null ? null : plainText(question.text)
  const isWhole = seen.some((row) => wanted !== null && wordsOf(row).includes(wanted))
  const fits = (row: Made) =>
    wanted === null || wordsOf(row).some((word) => (isWhole ? word === wanted : word.startsWith(wanted)))
  const sign = question.isDown ? -1 : 1
  return seen
    .filter((row) => question.state === null || question.state.split(',').includes(row.state))
    .filter((row) => question.agency === null || row.agency_id === question.agency)
    .filter((row) => !question.isOverdue || row.isOverdue)
    .filter(fits)
    .toSorted((a, b) => {
      const [left, right] = [sortedValue(a, question.sort), sortedValue(b, question.sort)]
      if ((left === null) !== (right === null)) return left === null ? 1 : -1
      const byValue =
        typeof left === 'number'
          ? left - Number(right)
          : Buffer.compare(Buffer.from(left ?? ''), Buffer.from(String(right ?? '')))
      return sign * (byValue || (a.id < b.id ? -1 : 1))
    })
    .map(({ id }) => id)
}

async function replaceRecords(all: readonly Made[]): Promise<void> {
  const rows = all.map((row, index) => ({ ...row, id: idOf(index) }))
  await admin.query('delete from platform.record_clock; delete from directives.directive; delete from platform.thing')
  await admin.query(
    `insert into directives.directive (id, agency_id, shared_with, state, title, number, due_on, product, content, updated_at, extra, created_by, created_by_name)
    select id, agency_id, shared_with, state, title, number, due_on, product, content, updated_at, extra, 1, 'A'
    from jsonb_populate_recordset(null::directives.directive, $1)`,
    [JSON.stringify(rows)],
  )
  await admin.query(`insert into platform.thing (kind, id, agency_id, shared_with, title, search_text, state, opened_at, address)
    select 'directives.directive', id, agency_id, shared_with, title, concat_ws(' ', product, content), state, created_at, '/' from directives.directive`)
  await admin.query(
    `insert into platform.record_clock (record_type, record_id, rule_key, agency_id, shared_with, started_at, due_at)
    select 'directives.directive', d.id, 'completion', d.agency_id, d.shared_with, '2026-01-01', case when r.late then '2026-05-01' else '2026-07-01' end::timestamptz
    from directives.directive d join jsonb_to_recordset($1) r (id uuid, late boolean) on r.id = d.id`,
    [JSON.stringify(rows.map(({ id, isOverdue }) => ({ id, late: isOverdue })))],
  )
}

const actorOf = (agencyIds: readonly number[] | null): Actor => ({
  ...{ accountId: 1, login: 'a', name: 'A', agencyId: 1, mustChangePassword: false, permissions: new Set<string>() },
  ...(agencyIds ? { reach: 'agencies', agencyIds } : { reach: 'province', agencyIds: [1] }),
})

async function list(question: Asked): Promise<string[]> {
  const filter = RecordFilter.parse({
    sort: `${question.isDown ? '-' : ''}${question.sort}`,
    state: question.state ?? undefined,
    agency: question.agency ?? undefined,
    text: question.text ?? undefined,
    deadline: question.isOverdue ? 'overdue' : undefined,
  })
  const ids: string[] = []
  for (let after: Parameters<typeof selectRecords>[3]['after']; ; ) {
    const page = { limit: 3, after }
    const { records, places } = await wall.read(actorOf(question.agencyIds), (tx) =>
      selectRecords(tx, directives(), filter, page, now, question.walk),
    )
    ids.push(...records.map(({ id }) => id))
    after = places.at(-1)
    if (records.length < 3) return ids
  }
}

test('a list, walked page by page, is what filtering and sorting everything gives, what has no value last', async () => {
  await fc.assert(
    fc.asyncProperty(made, fc.array(asked, { minLength: 5, maxLength: 8 }), async (all, questions) => {
      await replaceRecords(all)
      for (const question of questions)
        expect(await list(question), JSON.stringify(question)).toEqual(listSlowly(all, question))
    }),
    { numRuns: 40 },
  )
})
