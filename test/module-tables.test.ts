import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { planMigration } from '../src/platform/db/declared/plan-migration.ts'
import { loadSnapshot } from '../src/platform/db/declared/write-migration.ts'
import { loadModules } from '../src/platform/modules/load.ts'
import { createTestDatabase, type TestDatabase } from './cluster.ts'
import { expectedTables, readTables } from './module-tables.ts'

const modules = await loadModules()
const folderOf = (id: string) => join(import.meta.dirname, '../src/modules', id, 'migrations')

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

test.each(modules.map((module) => [module.id, module] as const))(
  'declaration, snapshot and migrated database of module %s say the same',
  async (id, module) => {
    const snapshot = await loadSnapshot(folderOf(id), id)
    const plan = planMigration(snapshot, module)
    const remedy = `run «npm run migration -- ${id}», read the file it writes and commit it`
    expect(plan?.sql ?? '', `module ${id} declares what its migrations do not make; ${remedy}`).toBe('')
    if (!snapshot) return
    const found = await readTables(admin, snapshot.schema)
    const tables = Object.fromEntries(Object.entries(found).map(([name, { defaults: _, ...table }]) => [name, table]))
    expect(
      tables,
      `the database that the files of ${folderOf(id)} make is not what snapshot.json says: an edited step, or one written by hand that does something else`,
    ).toEqual(expectedTables(snapshot))
  },
)

test('no SQL schema stands in the database that neither the platform nor a module owns', async () => {
  const { rows } = await admin.query<{ name: string }>(
    "select nspname as name from pg_namespace where nspname !~ '^(pg_|information_schema$)' order by 1",
  )
  const owned = new Set(['platform', 'public', ...modules.map(({ id }) => id.replaceAll('-', '_'))])
  expect(rows.map(({ name }) => name).filter((name) => !owned.has(name))).toEqual([])
})
