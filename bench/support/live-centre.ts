import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import pino from 'pino'
import { ensureFirstAccount } from '../../src/platform/auth/first-account.ts'
import { openThrowawayPostgres } from '../../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPool } from '../../src/platform/db/pool.ts'
import { prepareDatabase } from '../../src/platform/db/prepare.ts'
import { indexAssetTypes, loadModules } from '../../src/platform/modules/load.ts'
import { seedDemonstration } from '../../src/platform/seed/seed-demonstration.ts'
import { seedReference } from '../../src/platform/seed/seed-reference.ts'
import { type Centre, openCentre } from '../../src/platform/server.ts'

const secret = 'only for this bench'
const adminPassword = 'only for this bench 2026'

type Child = ChildProcessByStdio<Writable, Readable, null>

/** A process of this folder that takes its orders as lines of JSON and answers in lines. */
export function start(name: string): { child: Child; line: () => Promise<string>; say: (order: object) => void } {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${name}.ts`)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    child,
    line: async () => (await lines.next()).value ?? '',
    say: (order) => child.stdin.write(`${JSON.stringify(order)}\n`),
  }
}

/** A centre over a throwaway database with the demonstration's agencies, listening. */
export async function inCentre<T>(work: (centre: Centre, address: string) => Promise<T>): Promise<T> {
  const log = pino({ level: 'warn' })
  const postgres = await openThrowawayPostgres(log)
  await prepareDatabase(postgres.connection, 'nhip', secret)
  await migrate({ ...postgres.connection, database: 'nhip' })
  const pool = openPool({ ...postgres.connection, user: 'nhip_server', password: secret, database: 'nhip' }, log)
  const modules = await loadModules()
  const centre = await openCentre({
    pool,
    log,
    modules,
    pagesFolder: '/nonexistent',
    isReady: () => true,
    findReplay: () => null,
  })
  try {
    await centre.wall.service(async (tx) => {
      await seedReference(tx, modules)
      await seedDemonstration(tx, indexAssetTypes(modules))
      await ensureFirstAccount(tx, adminPassword)
    })
    return await work(centre, await centre.app.listen({ host: '127.0.0.1', port: 0 }))
  } finally {
    await centre.close()
    await pool.close()
    await postgres.stop()
  }
}

export interface Person {
  readonly cookie: string
  /** Null for the whole province. */
  readonly agencyId: number | null
}

/** Somebody who sees the province, and an officer of each of seven agencies. */
export async function makePeople(centre: Centre, address: string): Promise<Person[]> {
  const signIn = async (login: string, password: string) => {
    const body = JSON.stringify({ login, password })
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${address}/api/session`, { method: 'POST', headers, body })
    return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  const admin = await signIn('admin', adminPassword)
  const people: Person[] = [{ cookie: admin, agencyId: null }]
  const agencies = await centre.wall.lookUp((tx) =>
    tx.selectFrom('platform.agency').select('id').where('parentId', 'is not', null).orderBy('id').limit(7).execute(),
  )
  for (const { id } of agencies) {
    const account = { login: `officer-${id}`, name: `Officer ${id}`, agencyId: id, roles: ['duty_officer'] }
    const answer = await fetch(`${address}/api/accounts`, {
      method: 'POST',
      headers: { cookie: admin, 'content-type': 'application/json' },
      body: JSON.stringify({ ...account, password: adminPassword, mustChangePassword: false }),
    })
    if (answer.status !== 201) throw new Error(`account: ${answer.status} ${await answer.text()}`)
    people.push({ cookie: await signIn(account.login, adminPassword), agencyId: id })
  }
  return people
}
