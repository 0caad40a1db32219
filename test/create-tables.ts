import pg from 'pg'
import type { ModuleDefinition } from '../src/core/module.ts'
import { schemaOfModule, tablesOfRecord } from '../src/core/record-table.ts'
import type { TestDatabase } from './cluster.ts'

/** Makes the schema and the tables of a module's records as its first migration would. */
export async function createTables(admin: TestDatabase['admin'], module: ModuleDefinition): Promise<void> {
  const client = new pg.Client(admin)
  await client.connect()
  try {
    const schema = schemaOfModule(module.id)
    await client.query('set role nhip_owner')
    await client.query(`create schema ${schema}; grant usage on schema ${schema} to nhip_app, nhip_all, nhip_service`)
    for (const { name, columns } of (module.records ?? []).flatMap((record) => tablesOfRecord(module.id, record))) {
      const lines = columns.map((column, index) => {
        const rest = index === 0 ? 'primary key' : column.notNull ? 'not null' : ''
        return `"${column.name}" ${column.type} ${rest}`
      })
      await client.query(`create table ${schema}.${name} (${lines.join(', ')});
        select platform.build_wall_in('${schema}', '${name}');
        grant select, insert, update on ${schema}.${name} to nhip_app, nhip_service;
        grant select on ${schema}.${name} to nhip_all`)
    }
  } finally {
    await client.end()
  }
}
