import { execFileSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  rmdirSync,
  statfsSync,
  statSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { type RunningCentre, runCentre } from '../running-centre.ts'

const diskMb = 512
/** What is left to the readings once the centre stands. */
const leftMb = 48
const perRequest = 1_000

let disk: string
let centre: RunningCentre
let login: { username: string; password: string }

beforeAll(async () => {
  disk = mkdtempSync(join(tmpdir(), 'nhip-disk-'))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMb}m`, 'tmpfs', disk], { stdio: 'pipe' })
  } catch (error) {
    rmdirSync(disk)
    const why = String((error as { stderr?: unknown }).stderr ?? error).trim()
    throw new Error(`a disk of ${diskMb} MB cannot be mounted here, so a full disk was NOT tried: ${why}`)
  }
  centre = await runCentre(['--no-replay'], undefined, { disk })
  login = centre.credential('cong', ['phu-oc', 'kim-long'])
}, 120_000)
afterAll(async () => {
  await centre?.stop()
  execFileSync('umount', [disk])
  rmdirSync(disk)
})

const startMs = Date.now() - 200 * 86_400_000
const atOf = (number: number) => new Date(startMs + number * 1_000).toISOString()

interface Refusal {
  readonly status: number
  readonly type: string | null
  readonly retryAfter: string | null
  readonly code: string
}

/** Requests of a thousand readings one after the other, each until it is acknowledged. */
function startHttp() {
  const authorization = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`
  const refusals: Refusal[] = []
  let done = 0
  let isOver = false
  const send = async (request: number): Promise<boolean> => {
    const body = Array.from({ length: perRequest }, (_, index) => ({
      ...{ asset: 'phu-oc', series: 'water_level', value: 1 + index / 1_000 },
      at: atOf(request * perRequest + index),
    }))
    const headers = { authorization, 'content-type': 'application/json' }
    const address = `${centre.address}/api/ingest/readings`
    const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
    if (answer.status === 200) return true
    const { code } = (await answer.json()) as { code: string }
    const [type, retryAfter] = [answer.headers.get('content-type'), answer.headers.get('retry-after')]
    refusals.push({ status: answer.status, type, retryAfter, code })
    return false
  }
  const running = (async () => {
    while (!isOver) {
      if (await send(done)) done++
      else await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  return {
    refusals,
    done: () => done,
    stop: async () => {
      isOver = true
      await running
    },
  }
}

/** A device that publishes reading after reading, each until its PUBACK. */
function startDevice() {
  const client = mqtt.connect(centre.mqttAddress, {
    ...{ ...login, protocolVersion: 4, reconnectPeriod: 200, clean: false, clientId: 'disk' },
  })
  client.on('error', () => undefined)
  let losses = 0
  client.on('close', () => losses++)
  let done = 0
  let isOver = false
  const running = (async () => {
    while (!isOver) {
      const message = JSON.stringify({ at: atOf(done), value: 2 })
      await client.publishAsync('nhip/v1/kim-long/water_level', message, { qos: 1 })
      done++
    }
    await client.endAsync(true)
  })()
  return {
    done: () => done,
    losses: () => losses,
    stop: async () => {
      isOver = true
      await running
    },
  }
}

async function ready(): Promise<{ status: number; code: string | null }> {
  const answer = await fetch(`${centre.address}/readyz`)
  const body = (await answer.json()) as { code?: string }
  return { status: answer.status, code: body.code ?? null }
}

test('a disk that is full refuses clearly at both doors, breaks nothing, and with room again everything goes on by itself', async () => {
  const { pid } = centre
  const http = startHttp()
  const device = startDevice()
  await until('both send', async () => http.done() > 2 && device.done() > 2, 30_000)

  const { bavail, bsize } = statfsSync(disk)
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(bavail * bsize - leftMb * 2 ** 20, 1))
  await until('the centre says that its disk is full', async () => (await ready()).code === 'disk_full', 180_000)
  // What PostgreSQL could not use, so that the log and the head of the audit find no room either.
  const rest = join(disk, 'rest')
  fillUp(rest)
  const deviceDone = device.done()
  const losses = device.losses()
  const logged = statSync(join(centre.dataDir, 'nhip.log')).size
  await until('requests are refused', async () => http.refusals.length >= 30, 60_000)
  await until('the device is cut off without PUBACK', async () => device.losses() > losses + 1, 60_000)
  expect((await ready()).status).toBe(503)
  expect(statSync(join(centre.dataDir, 'nhip.log')).size - logged, 'the log grew on a full disk').toBeLessThan(8_192)
  expect((await fetch(`${centre.address}/healthz`)).status).toBe(200)
  const pages = await fetch(`${centre.address}/api/session`)
  expect([401, 503]).toContain(pages.status)
  // At most what was under way when the disk became full.
  expect(device.done()).toBeLessThanOrEqual(deviceDone + 50)

  for (const file of [ballast, rest]) unlinkSync(file)
  await until('the centre is ready by itself', async () => (await ready()).status === 200, 60_000)
  const [httpBack, deviceBack] = [http.done() + 3, device.done() + 3]
  await until('both go on', async () => http.done() >= httpBack && device.done() >= deviceBack, 60_000)
  await Promise.all([http.stop(), device.stop()])
  expect(centre.pid).toBe(pid)

  for (const refusal of http.refusals) {
    expect([503, 507]).toContain(refusal.status)
    expect(refusal).toMatchObject({ type: 'application/problem+json', retryAfter: expect.stringMatching(/^\d+$/) })
    expect(refusal.code).toBe(refusal.status === 507 ? 'disk_full' : 'unavailable')
  }
  await expectReadings(http.done() * perRequest, device.done())
  await expectWhole()
}, 600_000)

/** Writes until not one page is left. */
function fillUp(path: string): void {
  const file = openSync(path, 'w')
  try {
    for (;;) writeSync(file, Buffer.alloc(4_096, 1))
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC')
  } finally {
    closeSync(file)
  }
}

/** What was acknowledged is there, once, and nothing beside it; the request that was refused last may have been stored. */
async function expectReadings(byHttp: number, byDevice: number): Promise<void> {
  const rows = await centre.look<{ code: string; numbers: number[] }>(
    `select a.code, array_agg(((extract(epoch from r.at) * 1000)::bigint - $1::bigint)::float8 / 1000 order by r.at) as numbers
    from platform.reading r join platform.series s on s.id = r.series_id join platform.asset a on a.id = s.asset_id
    where r.sender = 'cong' group by 1 order by 1`,
    [startMs],
  )
  for (const [code, count] of [
    ['kim-long', byDevice],
    ['phu-oc', byHttp],
  ] as const) {
    const numbers = rows.find((row) => row.code === code)?.numbers ?? []
    expect(numbers.length, code).toBe(count)
    expect(numbers[0], code).toBe(0)
    expect(numbers.at(-1), code).toBe(count - 1)
    expect(new Set(numbers).size, code).toBe(count)
  }
  expect(await centre.look('select from platform.dead_letter')).toEqual([])
}

/** Every page can be read (checksums are on), PostgreSQL's own check finds no damage in tables and indexes, the audit is whole. */
async function expectWhole(): Promise<void> {
  const [setting] = await centre.look<{ data_checksums: string }>('show data_checksums')
  expect(setting?.data_checksums).toBe('on')
  await centre.look('create extension amcheck')
  const damage = await centre.look(
    `select c.relname, v.* from pg_class c cross join lateral verify_heapam(c.oid) v where c.relkind = 'r' and c.relpersistence = 'p'`,
  )
  expect(damage).toEqual([])
  const indexes = await centre.look(
    `select bt_index_check(i.indexrelid, true) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_am m on m.oid = c.relam
    where m.amname = 'btree' and c.relkind = 'i' and i.indisvalid`,
  )
  expect(indexes.length).toBeGreaterThan(100)
  const env = { ...process.env, DATA_DIR: centre.dataDir, DATABASE_URL: '' }
  const script = join(import.meta.dirname, '../../scripts/audit.ts')
  await until(
    'the audit is sealed',
    async () => (await centre.look('select from platform.audit_unsealed')).length === 0,
  )
  expect(execFileSync(process.execPath, [script, 'verify'], { env, encoding: 'utf8' })).toContain('the audit is whole')
}
