import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { findBinaries } from '../src/platform/db/embedded/binaries.ts'
import { chooseLaunch } from '../src/platform/db/embedded/choose-launch.ts'
import { fileOwner, spawnUser } from '../src/platform/db/embedded/cluster.ts'
import { gatherLaunchFacts } from '../src/platform/db/embedded/launch-facts.ts'
import { openEmbeddedPostgres } from '../src/platform/db/embedded/open-embedded-postgres.ts'
import { readSecret } from '../src/platform/db/embedded/secrets.ts'
import { makeSocketDir } from '../src/platform/db/embedded/socket-dir.ts'
import { runCentre } from '../test/running-centre.ts'
import { atMost, type Result, told } from './support/result.ts'

const rounds = 5
const median = (list: readonly number[]) => list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

/**
 * Seconds from the command to a page that can be asked for, installed packages and built page taken for granted: on an empty data folder
 * (told), and on one that stands, beside Node and PostgreSQL alone starting on a cluster of their own. In turns, medians.
 */
export async function bench(): Promise<Result[]> {
  const firstMs = performance.now()
  const centre = await runCentre([])
  const firstS = (performance.now() - firstMs) / 1_000
  const plain = await openPlain()
  const [ours, bare]: [number[], number[]] = [[], []]
  try {
    for (let round = 0; round < rounds; round++) {
      await centre.end()
      const from = performance.now()
      await centre.start()
      ours.push((performance.now() - from) / 1_000)
      // Both start on a machine that does nothing else.
      await centre.end()
      bare.push(await plain.startOnce())
      await centre.start()
    }
  } finally {
    await centre.stop()
    plain.remove()
  }
  console.log(
    `     start: load ${loadavg()[0]?.toFixed(1)}; ours ${ours.map((s) => s.toFixed(2))}; bare ${bare.map((s) => s.toFixed(2))}`,
  )
  return [
    told('first start on an empty data folder, s', firstS, median(bare)),
    atMost('warm start, s, beside Node and PostgreSQL alone', median(ours), median(bare), 3),
  ]
}

/** A cluster that was made and stopped, and a way to start it with nothing around it; seconds until it answered. */
async function openPlain() {
  const dataDir = mkdtempSync(join(tmpdir(), 'nhip-plain-'))
  mkdirSync(dataDir, { recursive: true })
  const log = pino({ level: 'silent' })
  const postgres = await openEmbeddedPostgres({ dataDir, log })
  await postgres.stop()
  const { nativeDir, isComplete } = findBinaries()
  const plan = chooseLaunch(gatherLaunchFacts({ dataDir, nativeDir, isComplete, env: process.env }))
  if (plan.kind === 'refusal') throw new Error(plan.reason)
  const socketDir = makeSocketDir(plan.runAs.kind === 'account' ? fileOwner(plan) : undefined)
  const cluster = join(dataDir, 'postgres')
  const target = {
    host: socketDir.path,
    port: 5432,
    user: 'postgres',
    password: readSecret(dataDir, 'postgresPassword'),
  }
  const settings = ['listen_addresses=', `unix_socket_directories=${socketDir.path}`]
  const command = [
    ...plan.command,
    join(nativeDir, 'bin', 'postgres'),
    ...['-D', cluster, ...settings.flatMap((setting) => ['-c', setting])],
  ]
  return {
    async startOnce(): Promise<number> {
      const from = performance.now()
      const child = fork(join(import.meta.dirname, 'support/plain-start.ts'), [
        ...[JSON.stringify({ ...target, database: 'postgres' }), JSON.stringify(spawnUser(plan)), ...command],
      ])
      await once(child, 'message')
      const seconds = (performance.now() - from) / 1_000
      const ended = once(child, 'exit')
      process.kill(Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGINT')
      await ended
      return seconds
    },
    remove() {
      socketDir.remove()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
