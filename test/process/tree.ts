import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Who starts the server in a test. */
export type User = { name: string; uid: number; gid: number }

const project = join(import.meta.dirname, '..', '..')
const isLeftOut = new Set(['node_modules', 'var', '.git', 'coverage'])

/** A copy of the project to start from; `remove` deletes it with everything the server left there. */
export type Tree = { path: string; closedFolder: string; openFolder: string; remove(): void }

/**
 * Copies the project into a folder with spaces and Vietnamese letters in its name, below one that only `user` may
 * enter. Packages are hard-linked where the file system lets us, so a copy takes a second.
 */
export function copyTree(user: User, options: { withPackages: boolean } = { withPackages: true }): Tree {
  const openFolder = mkdtempSync(join(tmpdir(), 'nhip process '))
  chmodSync(openFolder, 0o755)
  const closedFolder = join(openFolder, 'closed')
  const path = join(closedFolder, 'trung tâm Nhịp')
  mkdirSync(path, { recursive: true })
  for (const name of readdirSync(project)) {
    if (!isLeftOut.has(name)) cpSync(join(project, name), join(path, name), { recursive: true, verbatimSymlinks: true })
  }
  // A set-up at work in the project is none in the copy.
  rmSync(join(path, 'dist', 'setup.lock'), { force: true })
  if (process.geteuid?.() === 0) giveTo(openFolder, user)
  chmodSync(closedFolder, 0o700)
  // After the change of owner: a hard link shares its owner with the project's own packages.
  if (options.withPackages) copyPackages(path)
  return { path, closedFolder, openFolder, remove: () => rmSync(openFolder, { recursive: true, force: true }) }
}

function copyPackages(path: string): void {
  const from = join(project, 'node_modules')
  const to = join(path, 'node_modules')
  if (spawnSync('cp', ['-al', from, to]).status === 0) return
  rmSync(to, { recursive: true, force: true })
  const copied = spawnSync('cp', ['-a', '--reflink=auto', from, to], { encoding: 'utf8' })
  if (copied.status !== 0) throw new Error(`node_modules could not be copied to ${to}: ${copied.stderr}`)
}

function giveTo(path: string, user: User): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  chownSync(path, user.uid, user.gid)
  if (stat.isDirectory()) for (const name of readdirSync(path)) giveTo(join(path, name), user)
}
