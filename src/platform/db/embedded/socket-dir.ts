import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmdirSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isLeftByDeadProcess, ownIdentity } from './process-identity.ts'

const prefix = 'nhip-pg-'

/** A private folder for PostgreSQL's socket. */
export type SocketDir = { path: string; remove(): void }

// The kernel takes 107 bytes for the path of a socket; ours adds "nhip-pg-XXXXXX/s/.s.PGSQL.5432.lock".
function shortTemporaryFolder(): string {
  const folder = tmpdir()
  return Buffer.byteLength(folder) <= 70 ? folder : '/tmp'
}

/**
 * Makes a folder in the temporary folder that only `owner` (or the current user) may enter, and removes those that
 * processes of this user left behind when they were killed.
 */
export function makeSocketDir(owner?: { uid: number; gid: number }): SocketDir {
  const parent = shortTemporaryFolder()
  sweep(parent)
  const outer = mkdtempSync(join(parent, prefix))
  writeFileSync(join(outer, 'owner.json'), JSON.stringify(ownIdentity()))
  const path = join(outer, 's')
  mkdirSync(path, { mode: 0o700 })
  if (owner) {
    // The outer folder stays ours, so that the account can never swap what we later remove.
    chownSync(outer, -1, owner.gid)
    chmodSync(outer, 0o710)
    chownSync(path, owner.uid, owner.gid)
  }
  return { path, remove: () => removeOuter(outer) }
}

function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (name.startsWith(prefix) && isLeftByDeadProcess(join(parent, name))) removeOuter(join(parent, name))
  }
}

function removeOuter(outer: string): void {
  const path = join(outer, 's')
  try {
    for (const name of readdirSync(path)) unlinkSync(join(path, name))
    rmdirSync(path)
    unlinkSync(join(outer, 'owner.json'))
    rmdirSync(outer)
  } catch {
    // Left for the next sweep: a socket folder holds nothing anyone needs.
  }
}
