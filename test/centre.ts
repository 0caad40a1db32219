import { once } from 'node:events'
import pg from 'pg'
import pino from 'pino'
import type { ModuleDefinition } from '../src/core/module.ts'
import { openPool, type Pool } from '../src/platform/db/pool.ts'
import type { FindBroker } from '../src/platform/ingest/broker-routes.ts'
import type { Sender } from '../src/platform/ingest/incoming.ts'
import { loadModules } from '../src/platform/modules/load.ts'
import { seedReference } from '../src/platform/seed/seed-reference.ts'
import { type Centre, openCentre } from '../src/platform/server.ts'
import { adminPassword, createTestDatabase, seededTemplate, type TestDatabase } from './cluster.ts'
import { createTables } from './create-tables.ts'

export { adminPassword }

/** A person signed in, who asks the way a browser does. */
export interface Person {
  readonly cookie: string
  get(path: string): Promise<Answer>
  post(path: string, body?: object): Promise<Answer>
  patch(path: string, body: object): Promise<Answer>
  delete(path: string): Promise<Answer>
}

export interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
  readonly bytes: Buffer
}

export interface TestCentre extends Centre {
  /** As superuser, to look at what nobody may see. */
  readonly admin: pg.Client
  readonly pool: Pool
  /** How to open another connection as superuser, e.g. to hold a lock. */
  readonly database: TestDatabase
  signIn(login: string, password: string): Promise<Person>
  administrator(): Promise<Person>
  /** An officer of the agency with this code. */
  officer(login: string, agencyCode: string, roles?: readonly string[]): Promise<Person>
  agencyId(code: string): Promise<number>
  /** A reading through the ingest, as a gateway of the province sends it. */
  send(asset: string, series: string, value: number, at?: Date): Promise<unknown>
}

const gateway: Sender = { name: 'test-gateway', assetCodes: null, agencyId: null }

/**
 * The centre over a database of its own, seeded with the demonstration field, without listening.
 * @param more modules that a test makes up; tables of their records are made from the declarations
 */
export async function openTestCentre(
  more: readonly ModuleDefinition[] = [],
  connections = 8,
  findBroker: FindBroker = () => null,
): Promise<TestCentre> {
  const database = await createTestDatabase(seededTemplate)
  const log = pino({ level: 'silent' })
  const pool = openPool(database.target, log, connections)
  const modules = [...(await loadModules()), ...more]
  for (const module of more) await createTables(database.admin, module)
  const centre = await openCentre({
    pool,
    log,
    modules,
    pagesFolder: '/nonexistent',
    isReady: () => true,
    findReplay: () => null,
    findBroker,
  })
  if (more.length > 0) await centre.wall.service((tx) => seedReference(tx, modules))
  await centre.begin()
  const admin = new pg.Client(database.admin)
  await admin.connect()

  async function signIn(login: string, password: string): Promise<Person> {
    const answer = await centre.app.inject({ method: 'POST', url: '/api/session', payload: { login, password } })
    if (answer.statusCode !== 200) throw new Error(`sign-in of ${login}: ${answer.body}`)
    const cookie = String(answer.headers['set-cookie']).split(';')[0] ?? ''
    const ask = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object): Promise<Answer> => {
      const { statusCode, headers, rawPayload } = await centre.app.inject({
        method,
        url,
        headers: { cookie },
        ...(payload ? { payload } : {}),
      })
      const isJson = String(headers['content-type']).includes('json')
      return {
        status: statusCode,
        headers,
        bytes: rawPayload,
        body: isJson ? JSON.parse(rawPayload.toString('utf8')) : null,
      }
    }
    return {
      cookie,
      get: (path) => ask('GET', path),
      post: (path, body) => ask('POST', path, body),
      patch: (path, body) => ask('PATCH', path, body),
      delete: (path) => ask('DELETE', path),
    }
  }

  let administering: Promise<Person> | undefined
  const administrator = () => {
    administering ??= signIn('admin', adminPassword)
    return administering
  }

  const agencyId = async (code: string): Promise<number> => {
    const { rows } = await admin.query('select id from platform.agency where code = $1', [code])
    if (!rows[0]) throw new Error(`no agency ${code}`)
    return rows[0].id
  }

  return {
    ...centre,
    admin,
    database,
    pool,
    signIn,
    administrator,
    agencyId,
    async officer(login, agencyCode, roles = ['duty_officer']) {
      const password = `mat khau cua ${login} 2026`
      const account = {
        login,
        name: `Cán bộ ${login}`,
        agencyId: await agencyId(agencyCode),
        roles,
        password,
        mustChangePassword: false,
      }
      const made = await (await administrator()).post('/api/accounts', account)
      if (made.status !== 201) throw new Error(`account ${login}: ${JSON.stringify(made.body)}`)
      return signIn(login, password)
    },
    send(asset, series, value, at = new Date()) {
      const payload = Buffer.from(JSON.stringify({ at: at.toISOString(), value }))
      return centre.ingest.submit({
        topic: `nhip/v1/${asset}/${series}`,
        payload,
        via: 'mqtt',
        sender: gateway,
        receivedAt: new Date(),
      })
    },
    async close() {
      await centre.close()
      await pool.close()
      const ended = once(admin, 'end')
      await admin.end()
      await ended
      await database.drop()
    },
  }
}

/** Asks until `look` answers something that is neither null, undefined nor false. @throws {Error} after `withinMs` */
export async function until<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  withinMs = 20_000,
): Promise<T> {
  const endMs = Date.now() + withinMs
  for (;;) {
    const found = await look()
    if (found) return found
    if (Date.now() > endMs) throw new Error(`not within ${withinMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
