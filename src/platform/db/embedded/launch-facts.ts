import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { isMainThread } from 'node:worker_threads'
import { type LaunchFacts, type RunAs, type Way, whyClosed } from './choose-launch.ts'

type Account = { name: string; uid: number; gid: number }

const systemPath = ['/usr/sbin', '/usr/bin', '/sbin', '/bin']

function readAccounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
    .filter((account) => account.name !== '' && account.uid > 0)
}

/** First program of that name that does what `args` ask; a smaller one (BusyBox) without the option is passed over. */
function findProgram(name: string, args: string[]): string | undefined {
  const folders = [
    ...(process.env.PATH ?? '').split(delimiter).filter((folder) => folder.startsWith('/')),
    ...systemPath,
  ]
  return [...new Set(folders)]
    .map((folder) => join(folder, name))
    .filter((path) => existsSync(path))
    .find((path) => spawnSync(path, args, { stdio: 'ignore' }).status === 0)
}

/** `/a/b/c` -> `/`, `/a`, `/a/b` */
function foldersAbove(path: string): string[] {
  const above = dirname(path)
  return above === path ? [] : [...foldersAbove(above), above]
}

const firstUnusable = 'for path do [ -x "$path" ] || { printf %s "$path"; exit 0; }; done; exit 0'

/** Asks the kernel, as that user, for the first path it may not enter or run. Gives `closed` when it cannot run at all. */
function probe(runAs: RunAs, paths: string[]): { closed?: string; blockedAt?: string } {
  const shell = ['/bin/sh', '-c', firstUnusable, 'sh', ...paths]
  const as = runAs.kind === 'account' ? { uid: runAs.uid, gid: runAs.gid } : {}
  const command =
    runAs.kind === 'namespace'
      ? [runAs.unshare, '--user', `--map-user=${runAs.uid}`, `--map-group=${runAs.uid}`, ...shell]
      : shell
  const [program = '', ...args] = command
  const result = spawnSync(program, args, { ...as, cwd: '/', encoding: 'utf8', timeout: 10_000 })
  if (result.status !== 0) return { closed: (result.error?.message ?? result.stderr).trim() || `exit ${result.status}` }
  return result.stdout === '' ? {} : { blockedAt: result.stdout }
}

function lookAt(runAs: RunAs, dataPaths: string[], binaryPaths: string[]): Way {
  const data = probe(runAs, dataPaths)
  if (data.closed !== undefined) return { runAs, closedBecause: data.closed }
  const binaries = probe(runAs, binaryPaths)
  return {
    runAs,
    ...(data.blockedAt === undefined ? {} : { dataBlockedAt: data.blockedAt }),
    ...(binaries.blockedAt === undefined ? {} : { binariesBlockedAt: binaries.blockedAt }),
  }
}

function namespaceWay(uid: number | undefined, env: NodeJS.ProcessEnv, look: (runAs: RunAs) => Way): Way {
  const unshare = findProgram('unshare', ['--version'])
  const runAs: RunAs = { kind: 'namespace', unshare: unshare ?? 'unshare', uid: uid ?? 0 }
  if (env.NHIP_USER_NAMESPACES === 'forbidden')
    return { runAs, closedBecause: 'user namespaces are switched off by NHIP_USER_NAMESPACES=forbidden' }
  if (unshare === undefined) return { runAs, closedBecause: 'the program unshare (package util-linux) is missing' }
  if (uid === undefined) return { runAs, closedBecause: '/etc/passwd has no ordinary account' }
  return look(runAs)
}

/**
 * Finds out how PostgreSQL can be started here; runs a few short programs (about 30 ms as root); ways
 * behind one that is open are not looked at.
 * `NHIP_USER_NAMESPACES=forbidden` in `env` makes it act as on a machine that forbids user namespaces.
 */
export function gatherLaunchFacts(options: {
  dataDir: string
  nativeDir: string
  isComplete: boolean
  env: NodeJS.ProcessEnv
}): LaunchFacts {
  const setpriv = findProgram('setpriv', ['--pdeathsig', 'INT', 'true'])
  const isRoot = process.geteuid?.() === 0
  const base = {
    isRoot,
    isMainThread,
    ...(setpriv === undefined ? {} : { setpriv }),
    canUseInstalledBinaries: options.isComplete,
  }
  if (!isRoot) return { ...base, ways: [{ runAs: { kind: 'self' } }] }

  const above = foldersAbove(options.dataDir)
  // Root's own data folder is opened for the account later; somebody else's must let it in already.
  const dataPaths = statSync(options.dataDir).uid === 0 ? above : [...above, options.dataDir]
  const postgres = join(options.nativeDir, 'bin', 'postgres')
  const binaryPaths = [...foldersAbove(postgres), postgres]
  const look = (runAs: RunAs) => lookAt(runAs, dataPaths, binaryPaths)

  const accounts = readAccounts()
  const nobody = accounts.find((account) => account.uid === 65534) ?? accounts[0]
  const namespace = namespaceWay(nobody?.uid, options.env, look)
  if (whyClosed(namespace) === undefined) return { ...base, ways: [namespace] }
  // The owner of a closed folder on the way may enter it: root in the folder of an ordinary user.
  const owners = dataPaths.map((path) => statSync(path).uid).reverse()
  const candidates = [
    accounts.find((account) => account.uid === owners.find((uid) => uid !== 0)),
    accounts.find((account) => account.name === 'postgres'),
    nobody,
  ].filter((account) => account !== undefined)
  return {
    ...base,
    ways: [namespace, ...[...new Set(candidates)].map((account) => look({ kind: 'account', ...account }))],
  }
}
