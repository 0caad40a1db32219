import { existsSync, realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { copyBinaries, findBinaries } from './binaries.ts'
import { chooseLaunch } from './choose-launch.ts'
import { defaultSettings, ensureCluster, fileOwner, type PostgresSettings, resetPassword } from './cluster.ts'
import { gatherLaunchFacts } from './launch-facts.ts'
import { clearLeftover } from './leftover.ts'
import { hasSecret, readSecret } from './secrets.ts'
import { makeSocketDir } from './socket-dir.ts'
import { type PostgresConnection, type PostgresExit, type Supervised, supervise } from './supervise.ts'

/** What `openEmbeddedPostgres` needs. */
export type EmbeddedPostgresOptions = {
  /** An existing folder held by this process (`acquireDataDir`). The cluster lives in its folder `postgres`. */
  dataDir: string
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
  /** Told in words what a person at the terminal should know: another way of starting, a cluster being made. */
  onStep?: (text: string) => void
  /** Called each time PostgreSQL ends by itself, before it is started again. */
  onExit?: (exit: PostgresExit) => void
  /** Settings that override ours, by PostgreSQL's names. */
  settings?: PostgresSettings
  /** False: the files are not forced to disk when the cluster is made. Only for clusters that are thrown away. */
  isDurable?: boolean
  env?: NodeJS.ProcessEnv
}

/** A running PostgreSQL 18 of our own. */
export type EmbeddedPostgres = {
  /** Folder of its socket, also `connection.host`; stays the same across restarts. */
  socketDir: string
  port: number
  /** As superuser `postgres`, for `new Pool(connection)`; give `database` another name as needed. */
  connection: PostgresConnection
  /** True when this start made the cluster. */
  isNew: boolean
  /** False while it is being restarted; then `/readyz` answers 503. */
  isUp(): boolean
  /** True while it does not run and its last words were that the disk is full. */
  lacksRoom(): boolean
  /** Process id of the postmaster. */
  pid(): number | undefined
  /** Ends it: fast shutdown, harder after 20 s. End the pools first. Safe to call twice. */
  stop(): Promise<void>
}

/**
 * Makes the cluster on the first start, starts PostgreSQL on a private Unix socket (no TCP), resolves when a real
 * connection answered, and keeps it running until `stop`. When this process is killed PostgreSQL ends too.
 * Pools need `pool.on('error')`: connections break when PostgreSQL is killed.
 * @throws when it cannot run here; the message gives reason and mend
 */
export async function openEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log } = options
  const dataDir = realpathSync(resolve(options.dataDir))
  const installed = findBinaries()
  const { nativeDir, isComplete } = installed
  const plan = chooseLaunch(gatherLaunchFacts({ dataDir, nativeDir, isComplete, env: options.env ?? process.env }))
  if (plan.kind === 'refusal') throw new Error(`PostgreSQL cannot be started: ${plan.reason}. ${plan.mend}`)
  for (const note of plan.notes) {
    log.warn({ note }, 'PostgreSQL is started another way than usual')
    options.onStep?.(`database: ${note}`)
  }

  const clusterDir = join(dataDir, 'postgres')
  await clearLeftover(clusterDir, (pids) =>
    log.warn({ pids }, 'an earlier PostgreSQL still holds the data folder; waiting for it to end'),
  )
  const isPasswordKnown = hasSecret(dataDir, 'postgresPassword')
  const password = readSecret(dataDir, 'postgresPassword')
  const programs = plan.copyBinaries ? copyBinaries(installed, dataDir) : nativeDir
  const startedMs = Date.now()
  log.info({ dataDir }, 'preparing PostgreSQL')
  if (!existsSync(join(clusterDir, 'PG_VERSION')))
    options.onStep?.(`database: making a new cluster in ${clusterDir} (some seconds)`)
  const isNew = ensureCluster({ dataDir, nativeDir: programs, plan, password, isDurable: options.isDurable ?? true })
  if (!isNew && !isPasswordKnown) {
    log.warn({ dataDir }, "secrets.json was lost: PostgreSQL's superuser gets a new password")
    resetPassword({ dataDir, nativeDir: programs, plan, password })
  }

  const socketDir = makeSocketDir(plan.runAs.kind === 'account' ? fileOwner(plan) : undefined)
  const port = 5432
  const connection = { host: socketDir.path, port, user: 'postgres', password, database: 'postgres' }
  let supervised: Supervised
  try {
    supervised = await supervise({
      clusterDir,
      nativeDir: programs,
      plan,
      settings: { ...defaultSettings(socketDir.path, port), ...options.settings },
      connection,
      log,
      onExit: options.onExit,
    })
  } catch (error) {
    socketDir.remove()
    throw error
  }
  log.info({ postgresPid: supervised.pid(), isNew, tookMs: Date.now() - startedMs }, 'PostgreSQL answers')
  return {
    socketDir: socketDir.path,
    port,
    connection,
    isNew,
    isUp: supervised.isUp,
    lacksRoom: supervised.lacksRoom,
    pid: supervised.pid,
    stop: async () => {
      await supervised.stop()
      socketDir.remove()
    },
  }
}
