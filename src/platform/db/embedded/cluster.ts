import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import type { LaunchPlan } from './choose-launch.ts'

/** PostgreSQL's own settings by name. */
export type PostgresSettings = Record<string, string | number | boolean>

/** A started program sees this environment and nothing of ours: no secrets, no PG* variables. */
export const cleanEnv = { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** `spawn` options that make a program run as the plan says. */
export function spawnUser(plan: LaunchPlan): { uid?: number; gid?: number } {
  return plan.runAs.kind === 'account' ? { uid: plan.runAs.uid, gid: plan.runAs.gid } : {}
}

/** uid and gid that the files must have, seen from outside: in a namespace root stays the owner. */
export function fileOwner(plan: LaunchPlan): { uid: number; gid: number } {
  if (plan.runAs.kind === 'account') return { uid: plan.runAs.uid, gid: plan.runAs.gid }
  return { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
}

/** Settings for a machine of 4-8 GB that also runs the server; scaled with its memory. */
export function defaultSettings(socketDir: string, port: number): PostgresSettings {
  const memoryMb = Math.floor(totalmem() / 2 ** 20)
  const bound = (mb: number, min: number, max: number) => `${Math.min(max, Math.max(min, Math.floor(mb)))}MB`
  return {
    listen_addresses: '',
    unix_socket_directories: `"${socketDir}"`,
    unix_socket_permissions: '0700',
    port,
    password_encryption: 'scram-sha-256',
    max_connections: 60,
    shared_buffers: bound(memoryMb / 8, 128, 2048),
    effective_cache_size: bound(memoryMb / 2, 512, 16384),
    work_mem: '8MB',
    maintenance_work_mem: bound(memoryMb / 32, 64, 512),
    wal_compression: 'on',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    random_page_cost: 1.1,
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_line_prefix: '',
    // Statements may hold personal data, so the text of a failed one stays out of the log.
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
  }
}

/** The files of a cluster, made for `plan`; true when `dir` was empty and the cluster is new. */
export function ensureCluster(options: {
  dataDir: string
  nativeDir: string
  plan: LaunchPlan
  password: string
  isDurable: boolean
}): boolean {
  const { dataDir, plan } = options
  const dir = join(dataDir, 'postgres')
  const owner = fileOwner(plan)
  if (plan.runAs.kind === 'account') openForAccount(dataDir, owner.gid)
  if (existsSync(join(dir, 'PG_VERSION'))) {
    refuseOtherVersion(dir, options.nativeDir)
    giveTo(dir, owner)
    return false
  }
  if (existsSync(dir) && readdirSync(dir).length > 0)
    throw new Error(`${dir} is not empty and holds no PostgreSQL cluster. Move it away, or choose another DATA_DIR.`)
  runInitdb(options, dir, owner)
  return true
}

// An interrupted initdb leaves half a cluster, so it works beside the real place and is renamed when complete.
function runInitdb(
  options: Parameters<typeof ensureCluster>[0],
  dir: string,
  owner: { uid: number; gid: number },
): void {
  const draft = join(options.dataDir, 'postgres.new')
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(join(draft, 'password'), options.password, { mode: 0o600 })
  giveTo(draft, owner)
  const [program = '', ...args] = [
    ...options.plan.command,
    join(options.nativeDir, 'bin', 'initdb'),
    ...['-D', join(draft, 'data'), '-U', 'postgres', `--pwfile=${join(draft, 'password')}`, '-A', 'scram-sha-256'],
    ...['-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...(options.isDurable ? [] : ['--no-sync']),
  ]
  const result = spawnSync(program, args, { ...spawnUser(options.plan), cwd: '/', env: cleanEnv, encoding: 'utf8' })
  if (result.status !== 0) {
    const said = `${result.error?.message ?? ''}${result.stdout ?? ''}${result.stderr ?? ''}`
      .trim()
      .split('\n')
      .slice(-6)
    throw new Error(`initdb could not make a cluster in ${draft} (exit ${result.status}): ${said.join(' | ')}`)
  }
  rmSync(dir, { recursive: true, force: true })
  renameSync(join(draft, 'data'), dir)
  rmSync(draft, { recursive: true, force: true })
}

function openForAccount(dataDir: string, gid: number): void {
  if (statSync(dataDir).uid !== 0) return
  chownSync(dataDir, 0, gid)
  chmodSync(dataDir, statSync(dataDir).mode | 0o010)
}

// The way PostgreSQL runs can change between two starts (namespaces forbidden, started as another user).
function giveTo(path: string, owner: { uid: number; gid: number }): void {
  if (process.geteuid?.() !== 0) return
  const stat = lstatSync(path)
  if (stat.uid !== owner.uid || stat.gid !== owner.gid) lchown(path, owner)
}

function lchown(path: string, owner: { uid: number; gid: number }): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  chownSync(path, owner.uid, owner.gid)
  if (stat.isDirectory()) for (const name of readdirSync(path)) lchown(join(path, name), owner)
}

function refuseOtherVersion(dir: string, nativeDir: string): void {
  const found = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim()
  const catalog = readFileSync(join(nativeDir, 'share', 'postgresql', 'postgres.bki'), 'utf8').slice(0, 40)
  const ours = /PostgreSQL (\d+)/.exec(catalog)?.[1]
  if (ours !== undefined && found !== ours)
    throw new Error(
      `${dir} was made by PostgreSQL ${found}, this release brings ${ours}. Start the earlier release, make a backup, ` +
        'and restore it into an empty DATA_DIR with this one.',
    )
}

/**
 * Gives the superuser `password` in a cluster that does not run, by PostgreSQL's single-user mode: for a data folder
 * whose secrets.json was lost.
 */
export function resetPassword(options: {
  dataDir: string
  nativeDir: string
  plan: LaunchPlan
  password: string
}): void {
  const [program = '', ...args] = [
    ...options.plan.command,
    join(options.nativeDir, 'bin', 'postgres'),
    ...['--single', '-D', join(options.dataDir, 'postgres'), '-c', 'password_encryption=scram-sha-256', 'postgres'],
  ]
  const result = spawnSync(program, args, {
    ...spawnUser(options.plan),
    cwd: '/',
    env: cleanEnv,
    encoding: 'utf8',
    // Our secrets are base64url, so the text needs no quoting.
    input: `alter role postgres password '${options.password}'\n`,
  })
  if (result.status !== 0 || /ERROR|FATAL/.test(result.stderr))
    throw new Error(`The superuser's password could not be set again: ${result.error?.message ?? result.stderr.trim()}`)
}
