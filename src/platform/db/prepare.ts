import pg from 'pg'
import { type ConnectionTarget, clientConfig } from './pool.ts'

/** The roles of the wall. None can sign in, none is a superuser, none bypasses policies. */
const groupRoles = ['nhip_owner', 'nhip_app', 'nhip_all', 'nhip_service'] as const

/** The only login the server uses: a member of the reading and writing roles, never of the owner. */
export const serverLogin = 'nhip_server'

/**
 * Makes roles, the server's login and the database; safe to repeat. Never used while serving.
 * @param admin a superuser's connection to any database of the cluster, e.g. `postgres`
 * @throws {Error} of PostgreSQL when the connection may not create roles or databases
 */
export async function prepareDatabase(
  admin: ConnectionTarget,
  database: string,
  serverPassword: string,
): Promise<void> {
  const client = new pg.Client(clientConfig(admin))
  client.on('error', () => undefined)
  await client.connect()
  try {
    // One transaction: each of its own would wait for the disk, at every start.
    await client.query(rolesSql(client.escapeLiteral(serverPassword)))
    const name = client.escapeIdentifier(database)
    const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
    if (rowCount === 0)
      await client.query(`create database ${name} owner nhip_owner template template0 encoding 'UTF8'`)
    await client.query(
      `revoke all on database ${name} from public; grant connect on database ${name} to ${serverLogin}`,
    )
  } finally {
    await client.end()
  }
}

/** Makes the roles that are missing; the login gets this password, and the roles it acts as. */
function rolesSql(password: string): string {
  const roles = [
    ...groupRoles.map((role) => [role, 'nologin nosuperuser nobypassrls']),
    [serverLogin, 'login noinherit nosuperuser nobypassrls'],
  ]
  const making = roles.map(
    ([role, options]) =>
      `if not exists (select from pg_roles where rolname = '${role}') then create role ${role} ${options}; end if;`,
  )
  return `do $$ begin ${making.join(' ')} end $$;
    alter role ${serverLogin} password ${password};
    grant nhip_app, nhip_all, nhip_service to ${serverLogin}`
}
