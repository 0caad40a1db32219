import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { ensureFirstAccount } from '../../src/platform/auth/first-account.ts'
import { indexAssetTypes, loadModules } from '../../src/platform/modules/load.ts'
import { seedDemonstration } from '../../src/platform/seed/seed-demonstration.ts'
import type { Centre } from '../../src/platform/server.ts'
import { inCentre } from './in-centre.ts'

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

/** A centre with the demonstration's agencies, listening. */
export function inLiveCentre<T>(work: (centre: Centre, address: string) => Promise<T>): Promise<T> {
  return inCentre(async (centre) => {
    const types = indexAssetTypes(await loadModules())
    await centre.wall.service(async (tx) => {
      await seedDemonstration(tx, types)
      await ensureFirstAccount(tx, adminPassword)
    })
    return work(centre, await centre.app.listen({ host: '127.0.0.1', port: 0 }))
  })
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
