import pg from 'pg'
import { listMigrations, type Migration } from './migrations.ts'
import { type ConnectionTarget, clientConfig } from './pool.ts'

const lockKey = 7_316_401

/** Steps that the database lacks. @throws {Error} when an applied step has since been edited: steps are forward-only */
export async function pendingMigrations(
  query: pg.ClientBase,
  shipped?: readonly Migration[],
): Promise<readonly Migration[]> {
  const migrations = shipped ?? (await listMigrations())
  const { rows: known } = await query.query("select to_regclass('public.nhip_migration') as found")
  if (known[0].found === null) return migrations
  const { rows } = await query.query('select scope, name, sha256 from public.nhip_migration')
  const applied = new Map(rows.map((row) => [`${row.scope}/${row.name}`, row.sha256]))
  return migrations.filter((migration) => {
    const sha256 = applied.get(`${migration.scope}/${migration.name}`)
    if (sha256 !== undefined && sha256 !== migration.sha256) {
      throw new Error(
        `migration ${migration.scope}/${migration.name} was applied with another text; restore the file and put the change into a new one`,
      )
    }
    return sha256 === undefined
  })
}

/**
 * Applies what is missing, each step in a transaction of its own, one runner at a time. Runs as nhip_owner.
 * @param admin a connection to the database that may `set role nhip_owner`
 * @param shipped the steps there are; those that ship unless given
 * @returns names of the steps applied
 */
export async function migrate(
  admin: ConnectionTarget,
  onStep: (name: string) => void = () => undefined,
  shipped?: readonly Migration[],
): Promise<string[]> {
  const client = new pg.Client(clientConfig(admin))
  client.on('error', () => undefined)
  await client.connect()
  try {
    return await migrateOn(client, onStep, shipped)
  } finally {
    await client.end()
  }
}

/** As {@link migrate}, on a connection that stands; it acts as nhip_owner from then on. */
export async function migrateOn(
  client: pg.Client,
  onStep: (name: string) => void = () => undefined,
  shipped?: readonly Migration[],
): Promise<string[]> {
  await client.query('select pg_advisory_lock($1)', [lockKey])
  await markLeakproof(client, onStep)
  await client.query(`set role nhip_owner; create table if not exists public.nhip_migration (
    scope text not null, name text not null, sha256 text not null, applied_at timestamptz not null default now(),
    primary key (scope, name));
    grant select on public.nhip_migration to nhip_service`)
  const pending = await pendingMigrations(client, shipped)
  for (const migration of pending) {
    onStep(`${migration.scope}/${migration.name}`)
    await applyMigration(client, migration)
  }
  return pending.map((migration) => `${migration.scope}/${migration.name}`)
}

/**
 * Lets search use its index below the wall: PostgreSQL asks a policy first and an operator only then, unless the operator is marked as
 * telling nothing of the rows it is asked about. `@@` on words is such a one: it raises no error, whatever it is given. Without the
 * mark a rare word among 100,000 things takes seconds instead of a fraction of a millisecond (bench/search-things.ts).
 */
async function markLeakproof(client: pg.Client, onStep: (name: string) => void): Promise<void> {
  const { rows } = await client.query(
    "select proleakproof as marked from pg_proc where oid = 'pg_catalog.ts_match_vq(tsvector, tsquery)'::regprocedure",
  )
  if (rows[0]?.marked) return
  try {
    await client.query('alter function pg_catalog.ts_match_vq(tsvector, tsquery) leakproof')
  } catch (error) {
    // Only a superuser may; search still answers right.
    onStep(`search stays slow for who sees few agencies, the database refused its mark: ${(error as Error).message}`)
  }
}

/** Applies one step in a transaction of its own. `client` acts as nhip_owner. @throws {Error} that names the step; it left nothing */
export async function applyMigration(client: pg.Client, migration: Migration): Promise<void> {
  await client.query("begin; set local nhip.migrating = 'on'")
  try {
    await openWallForOwner(client)
    await client.query(migration.sql)
    await closeWallForOwner(client)
    await client.query('insert into public.nhip_migration (scope, name, sha256) values ($1, $2, $3)', [
      migration.scope,
      migration.name,
      migration.sha256,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    throw new Error(
      `migration ${migration.scope}/${migration.name} failed and was taken back: ${(error as Error).message}`,
      {
        cause: error,
      },
    )
  }
}

/** FORCE binds the owner too: without a policy of its own a backfill changes 0 rows and says nothing. */
async function openWallForOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select oid::regclass::text as name from pg_class where relforcerowsecurity and relkind in ('r', 'p') and not relispartition and relowner = 'nhip_owner'::regrole",
  )
  await client.query(
    rows.map(({ name }) => `create policy migration on ${name} to nhip_owner using (true) with check (true)`).join(';'),
  )
}

/** Looks the policies up anew: the step may have renamed or dropped their tables. */
async function closeWallForOwner(client: pg.Client): Promise<void> {
  const { rows } = await client.query(
    "select polrelid::regclass::text as name from pg_policy where polname = 'migration'",
  )
  await client.query(rows.map(({ name }) => `drop policy migration on ${name}`).join(';'))
}
