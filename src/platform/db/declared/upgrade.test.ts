import { createHash } from 'node:crypto'
import * as fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/cluster.ts'
import { expectedTables, livingTables, readTables } from '../../../../test/module-tables.ts'
import { counterpartPairs as pairs, RowLedger } from '../../../../test/row-ledger.ts'
import {
  arbitraryChange,
  changeSketch,
  moduleOf,
  type Sketch,
  type SketchChange,
} from '../../../../test/sketched-module.ts'
import { applyMigration, migrate } from '../migrate.ts'
import { listMigrations } from '../migrations.ts'
import { planMigration } from './plan-migration.ts'
import { quote } from './quote.ts'
import type { Shape } from './shape.ts'
import { printSnapshot, readSnapshot } from './snapshot.ts'

let database: TestDatabase
let admin: pg.Client
/** As the runner of migrations: one connection for all steps, or most of the time goes into opening it. */
let owner: pg.Client
let agencies: [number, number]

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client(database.admin)
  await admin.connect()
  await admin.query("set timezone = 'UTC'")
  // Each step opens the wall around every table there is; only those of the sequence are looked at here.
  await admin.query('drop schema platform cascade; delete from public.nhip_migration')
  const needed = (await listMigrations()).filter(
    ({ scope, name }) => scope === 'platform' && /^(0001|0010|0015-wall)-/.test(name),
  )
  await migrate(database.admin, undefined, needed)
  owner = new pg.Client(database.admin)
  await owner.connect()
  await owner.query('set role nhip_owner')
  const { rows } = await admin.query(
    "insert into platform.agency (code, name, kind) values ('A', 'Một', 'x'), ('B', 'Hai', 'x') returning id",
  )
  agencies = [rows[0].id, rows[1].id]
})
afterAll(async () => {
  await owner.end()
  await admin.end()
  await database.drop()
})

const apply = (scope: string, name: string, sql: string) =>
  applyMigration(owner, { scope, name, sql, sha256: createHash('sha256').update(sql).digest('hex') })

/** How often each kind of thing happened, so that the test shows what it has shown. */
const seen = { steps: 0, refused: 0, rows: 0, moved: 0, revived: 0, converted: 0, renamed: 0 }
let runs = 0
let steps = 0

async function runSequence(sequence: readonly (readonly SketchChange[])[]): Promise<void> {
  const [id, fresh] = [`m${++runs}`, `f${runs}`]
  const ledger = new RowLedger()
  let sketch: Sketch = new Map()
  let shape: Shape | null = null
  const known = new Map()
  try {
    for (const [index, changes] of sequence.entries()) {
      const next = changes.reduce((from, change) => changeSketch(from, change, known), sketch)
      const plan = planMigration(shape, moduleOf(id, next))
      if (plan && plan.byHand.length > 0) {
        seen.refused++
        if (!plan.byHand.some((reason) => reason.includes('rows may hold'))) expect(ledger.canCarry(next)).toBe(false)
        continue
      }
      expect(ledger.canCarry(next)).toBe(true)
      sketch = next
      for (const [type, record] of sketch) known.set(type, record)
      ledger.carry(sketch)
      if (plan) {
        await apply(id, `${index}-${plan.what}`, plan.sql)
        shape = readSnapshot(printSnapshot(plan.after))
        expect(shape).toEqual(plan.after)
        count(plan.sql)
      }
      expect(planMigration(shape, moduleOf(id, sketch)), 'a second run has nothing to write').toBeNull()
      await ledger.insert(admin, id, sketch, agencies)
    }
    if (shape) await compare(id, fresh, shape, sketch, ledger)
  } finally {
    await admin.query('rollback')
    await admin.query(`drop schema if exists ${id} cascade; drop schema if exists ${fresh} cascade`)
  }
}

async function compare(id: string, fresh: string, shape: Shape, sketch: Sketch, ledger: RowLedger): Promise<void> {
  const found = await readTables(admin, id)
  const withoutDefaults = Object.entries(found).map(([name, { defaults: _, ...table }]) => [name, table])
  expect(Object.fromEntries(withoutDefaults), 'the database is as the snapshot says').toEqual(expectedTables(shape))
  const plan = planMigration(null, moduleOf(fresh, sketch))
  if (plan) await apply(fresh, `${runs}-fresh-${++steps}`, plan.sql)
  expect(livingTables(found), 'the end is as a database made fresh').toEqual(await readTables(admin, fresh))
  for (const { name, columns } of shape.tables.values()) {
    for (const column of [...columns.values()].filter(({ retired }) => retired === 'moved')) {
      const left = `select from ${quote(id)}.${quote(name)} where ${quote(column.name)} is not null`
      expect((await admin.query(left)).rowCount, `${name}.${column.name} holds nothing any more`).toBe(0)
    }
  }
  for (const [type, record] of sketch) {
    const rows = await ledger.found(admin, id, type, record)
    seen.rows += rows.size
    expect(rows, `no value of ${type} is lost`).toEqual(ledger.expected(type))
  }
}

function count(sql: string): void {
  seen.steps++
  for (const [what, words] of Object.entries({
    moved: 'its values move',
    revived: 'declared again',
    converted: ' becomes ',
    renamed: 'makes room',
  } as const)) {
    // The keys are those written above.
    if (sql.includes(words)) seen[what as keyof typeof seen]++
  }
}

test.each([
  [false, false],
  [true, true],
  [false, true],
  [true, false],
])(
  'every kind keeps its values in every kind that can take them; personal %s before, %s after',
  async (was, willBe) => {
    const [id, fresh] = [`c${++runs}`, `d${runs}`]
    const sketchOf = (isPersonal: boolean, end: 0 | 1): Sketch =>
      new Map([
        ['notice', { fields: new Map(pairs.map((pair) => [pair.join('_to_'), { kind: pair[end], isPersonal }])) }],
      ])
    const ledger = new RowLedger()
    let shape: Shape | null = null
    for (const sketch of [sketchOf(was, 0), sketchOf(willBe, 1)]) {
      const plan = planMigration(shape, moduleOf(id, sketch))
      expect(plan?.byHand).toEqual([])
      await apply(id, plan?.what ?? '', plan?.sql ?? '')
      shape = plan?.after ?? null
      ledger.carry(sketch)
      await ledger.insert(admin, id, sketch, agencies)
      if (shape) await compare(id, fresh, shape, sketch, ledger)
      await admin.query(`drop schema ${fresh} cascade`)
    }
  },
)

test('a database with rows, taken through 200 random sequences of declarations, ends like one made fresh and loses no value', {
  timeout: 240_000,
}, async () => {
  const sequences = fc.array(fc.array(arbitraryChange, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 6 })
  await fc.assert(fc.asyncProperty(sequences, runSequence), {
    numRuns: 200,
    // In time to tell the shortest sequence that was found.
    interruptAfterTimeLimit: 200_000,
    markInterruptAsFailure: true,
  })
  for (const [what, times] of Object.entries(seen)) expect(times, what).toBeGreaterThan(0)
})
