import type pg from 'pg'

export type Rows = Record<string, unknown>[]
/** Rows by table: bare names are of the schema `platform`, `nhip_migration` tells which steps of modules were done. */
export type State = Readonly<Record<string, Rows>>

/** A table as SQL writes it. */
export const nameOf = (table: string): string => (table.includes('.') ? table : `platform.${table}`)

const province = "(code = '46' or parent_code = '46')"
/** Areas are cut to one province and its communes, to keep a fixture small. */
const cuts: Readonly<Record<string, string>> = {
  'platform.area': province,
  'platform.area_change': "new_code in (select code from platform.area where parent_code = '46')",
}

/** Every row of the centre, as `to_jsonb` writes it; sessions and what waits for the rules are left empty. */
export async function dumpCentre(admin: pg.Client): Promise<State> {
  const { rows: tables } = await admin.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and (n.nspname = 'platform'
      or n.nspname in (select replace(scope, '-', '_') from public.nhip_migration)) order by n.nspname <> 'platform', 2`,
  )
  const { rows: steps } = await admin.query(
    "select scope, name from public.nhip_migration where scope <> 'platform' order by 1, 2",
  )
  const state: Record<string, Rows> = { nhip_migration: steps }
  for (const { schema, name } of tables) {
    const table = `${schema}.${name}`
    const isPassing = [
      'platform.session',
      'platform.reading_batch',
      'platform.rollup_mark',
      'platform.live_event_later',
    ].includes(table)
    const where = isPassing ? 'false' : (cuts[table] ?? 'true')
    const { rows } = await admin.query(`select to_jsonb(t) as row from ${table} t where ${where} order by 1`)
    state[schema === 'platform' ? name : table] = rows.map(({ row }) => row)
  }
  return state
}
