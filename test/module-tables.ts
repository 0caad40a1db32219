import type pg from 'pg'
import { quote } from '../src/platform/db/declared/quote.ts'
import type { Shape } from '../src/platform/db/declared/shape.ts'
import { wordOfColumn, wordOfGeometry } from '../src/platform/db/declared/snapshot.ts'

/** A table as PostgreSQL has it; `retired` is what its comments say. */
export interface FoundTable {
  readonly isRetired: boolean
  readonly geometry: string | null
  /** Name to type, nullability and `, retired`. */
  readonly columns: Readonly<Record<string, string>>
  readonly defaults: Readonly<Record<string, string>>
  readonly indexes: Readonly<Record<string, string>>
  readonly foreignKeys: readonly string[]
  readonly owner: string
  /** Forced row-level security, policies and grants. */
  readonly wall: object
}

/** Every table of an SQL schema by name, with `<schema>` for its own name. */
export async function readTables(client: pg.ClientBase, schema: string): Promise<Record<string, FoundTable>> {
  const { rows } = await client.query(
    `select c.relname as name, coalesce(obj_description(c.oid) = 'retired', false) as "isRetired",
      (select jsonb_object_agg(attname, format_type(atttypid, atttypmod) || case when attnotnull then ' not null' else '' end
          || case when col_description(c.oid, attnum) = 'retired' then ', retired' else '' end)
        from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
      (select col_description(c.oid, attnum) from pg_attribute where attrelid = c.oid and attname = 'geometry') as geometry,
      (select coalesce(jsonb_object_agg(attname, pg_get_expr(adbin, adrelid)), '{}')
        from pg_attrdef join pg_attribute on attrelid = adrelid and attnum = adnum where adrelid = c.oid) as defaults,
      (select coalesce(jsonb_object_agg(list, kind), '{}') from (
        select (select string_agg(attname, ', ' order by place) from unnest(indkey::smallint[]) with ordinality as k(num, place)
            join pg_attribute on attrelid = c.oid and attnum = num) as list,
          case when indisprimary then 'primary' when indisunique then 'unique' else 'plain' end as kind
        from pg_index where indrelid = c.oid and indisvalid) i) as indexes,
      (select coalesce(jsonb_agg(replace(pg_get_constraintdef(oid), $1 || '.', '<schema>.') order by pg_get_constraintdef(oid)), '[]')
        from pg_constraint where conrelid = c.oid and contype = 'f') as "foreignKeys",
      pg_get_userbyid(c.relowner) as owner,
      jsonb_build_object('forced', relrowsecurity and relforcerowsecurity,
        'policies', (select jsonb_agg(jsonb_build_array(policyname, permissive, roles, cmd, qual, with_check) order by policyname)
          from pg_policies where schemaname = $1 and tablename = c.relname),
        'grants', (select jsonb_object_agg(grantee, rights) from (
          select pg_get_userbyid(grantee) as grantee, string_agg(lower(privilege_type), ', ' order by privilege_type) as rights
          from aclexplode(c.relacl) where grantee <> c.relowner group by 1) g)) as wall
    from pg_class c where c.relnamespace = (select oid from pg_namespace where nspname = $1) and c.relkind in ('r', 'p')
    order by 1`,
    [schema],
  )
  return Object.fromEntries(rows.map(({ name, ...table }) => [name, table]))
}

const mine =
  "(agency_id = ANY (( SELECT (NULLIF(current_setting('nhip.agencies'::text, true), ''::text))::integer[] AS \"nullif\")::integer[]))"
const shared =
  "(shared_with && ( SELECT (NULLIF(current_setting('nhip.agencies'::text, true), ''::text))::integer[] AS \"nullif\"))"
/** Of every table of a module, in the words of pg_policies. */
const wallOf = (visible: string) => ({
  forced: true,
  policies: [
    ['people', 'PERMISSIVE', ['nhip_app'], 'ALL', visible, visible],
    ['province', 'PERMISSIVE', ['nhip_all'], 'SELECT', 'true', null],
    ['service', 'PERMISSIVE', ['nhip_service'], 'ALL', 'true', 'true'],
  ],
  grants: { nhip_all: 'select', nhip_app: 'insert, select, update', nhip_service: 'insert, select, update' },
})

/** What {@link readTables} must find for a shape; defaults are the writer's own and are left out. */
export function expectedTables({ tables }: Shape): Record<string, Omit<FoundTable, 'defaults'>> {
  const entries = [...tables].map(([name, table]): [string, Omit<FoundTable, 'defaults'>] => [
    name,
    {
      isRetired: table.isRetired,
      geometry: table.geometry ? wordOfGeometry(table.geometry) : null,
      columns: Object.fromEntries(
        [...table.columns.values()].map((column) => [
          column.name,
          wordOfColumn(column).replace(/(removed|moved)$/, 'retired'),
        ]),
      ),
      indexes: {
        ...Object.fromEntries([...table.indexes].map(([list, kind]) => [list, kind === 'unique' ? kind : 'plain'])),
        [table.personalOf ? 'record_id' : 'id']: 'primary',
      },
      foreignKeys: [
        'FOREIGN KEY (agency_id) REFERENCES platform.agency(id)',
        ...(table.personalOf
          ? [
              `FOREIGN KEY (record_id, agency_id) REFERENCES <schema>.${quote(table.personalOf)}(id, agency_id) ON UPDATE CASCADE`,
            ]
          : []),
      ],
      owner: 'nhip_owner',
      wall: wallOf(table.columns.has('shared_with') ? `(${mine} OR ${shared})` : mine),
    },
  ])
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** The tables without what is retired, as a database made fresh from the declaration has them. */
export function livingTables(tables: Record<string, FoundTable>): Record<string, FoundTable> {
  const living = Object.entries(tables).filter(([, table]) => !table.isRetired)
  return Object.fromEntries(living.map(([name, table]) => [name, withoutRetired(table, tables[`${name}_personal`])]))
}

function withoutRetired(table: FoundTable, personal: FoundTable | undefined): FoundTable {
  const columns = Object.entries(table.columns).filter(([, word]) => !word.endsWith(', retired'))
  const names = new Set(columns.map(([name]) => name))
  const only = (all: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(all).filter(([list]) => list.split(', ').every((name) => names.has(name))))
  const indexes = only(table.indexes)
  // Held by the table of personal fields, also by a retired one.
  if (personal?.isRetired) delete indexes['id, agency_id']
  return {
    ...table,
    columns: Object.fromEntries(columns),
    defaults: only(table.defaults),
    indexes,
    geometry: table.geometry?.endsWith(', retired') ? null : table.geometry,
  }
}
