import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { isSameProcessRunning, ownIdentity } from './embedded/process-identity.ts'

const holderSchema = z.object({
  pid: z.number(),
  startTicks: z.number(),
  bootId: z.string(),
  id: z.string(),
  startedAt: z.iso.datetime(),
  address: z.string(),
  socketDir: z.string().optional(),
  port: z.number().optional(),
})

/** Who holds a data folder: process, since when (ISO 8601, UTC), its address, and where its PostgreSQL listens. */
export type DataDirHolder = z.infer<typeof holderSchema>

/** A data folder that is ours until `release`. */
export type DataDirLock = {
  /** Tells other processes (`readHolder`) what changed, for example where PostgreSQL can be reached. */
  publish(change: { address?: string; socketDir?: string; port?: number }): void
  /** Gives the folder back. Safe to call twice. */
  release(): void
}

/** The data folder is held by another running process; the message says by whom, since when and how to mend it. */
export class DataDirInUseError extends Error {
  readonly holder: DataDirHolder
  constructor(dataDir: string, holder: DataDirHolder) {
    super(
      `The data folder ${dataDir} is in use by process ${holder.pid}, running since ${holder.startedAt}, ` +
        `at ${holder.address}. Stop that one first (kill ${holder.pid}), or choose another folder with DATA_DIR.`,
    )
    this.name = 'DataDirInUseError'
    this.holder = holder
  }
}

function readLock(path: string): DataDirHolder | undefined {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return undefined
  }
}

/** The running process that holds `dataDir`, or undefined when nobody does (a dead holder's lock counts as nobody). */
export function readHolder(dataDir: string): DataDirHolder | undefined {
  const holder = readLock(join(dataDir, 'lock.json'))
  return holder && isSameProcessRunning(holder) ? holder : undefined
}

/**
 * Runs `judge` while no other process does for the same folder. The guard is a socket in the abstract namespace: the
 * kernel gives it to one process and takes it back when that one dies, so it can never be stale itself.
 */
async function withGuard<T>(dataDir: string, judge: () => T): Promise<T> {
  const { dev, ino } = statSync(dataDir)
  const deadlineMs = Date.now() + 10_000
  for (;;) {
    const guard = await listen(`\0nhip-data-dir-${dev}-${ino}`)
    if (guard) {
      try {
        return judge()
      } finally {
        guard.close()
      }
    }
    if (Date.now() > deadlineMs) throw new Error(`Another process has been opening ${dataDir} for 10 s. Try again.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
    )
    server.listen(path, () => resolve(server))
  })
}

/** Level by level: `recursive` of Node never returns where the file system says ENOENT to every new folder, as /proc does. */
function makeFolder(folder: string): void {
  const parent = dirname(folder)
  if (parent !== folder && !existsSync(parent)) makeFolder(parent)
  try {
    mkdirSync(folder, { mode: 0o755 })
  } catch (error) {
    // Another start made it in between.
    if (!existsSync(folder)) throw error
  }
}

function makeDataDir(dataDir: string): void {
  try {
    if (!existsSync(dataDir)) {
      makeFolder(dataDir)
      chmodSync(dataDir, 0o700)
    }
    writeFileSync(join(dataDir, `.write-test-${process.pid}`), '')
    rmSync(join(dataDir, `.write-test-${process.pid}`))
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Error(
      `The data folder ${dataDir} cannot be written by uid ${process.getuid?.()}: ${reason}. ` +
        'Give the folder to this user (chown), or choose another one with DATA_DIR.',
      { cause },
    )
  }
}

/**
 * Makes `dataDir` (mode 0700 when new) and takes it for this process. A lock whose process is gone (other boot, other
 * start time, zombie) is taken over; of two simultaneous starts exactly one succeeds.
 * @param address what to tell people who find the folder in use, for example `http://127.0.0.1:8080`
 * @throws DataDirInUseError when another running process holds it
 */
export async function acquireDataDir(options: { dataDir: string; address: string }): Promise<DataDirLock> {
  const { dataDir } = options
  makeDataDir(dataDir)
  const path = join(dataDir, 'lock.json')
  const own: DataDirHolder = {
    ...ownIdentity(),
    id: randomUUID(),
    startedAt: new Date().toISOString(),
    address: options.address,
  }
  const draft = `${path}.${own.id}`
  const write = () => writeFileSync(draft, `${JSON.stringify(own, null, 2)}\n`, { mode: 0o600, flush: true })

  await withGuard(dataDir, () => {
    const holder = readHolder(dataDir)
    if (holder) throw new DataDirInUseError(dataDir, holder)
    write()
    renameSync(draft, path)
  })

  const isOurs = () => readLock(path)?.id === own.id
  return {
    publish: (change) => {
      if (!isOurs()) return
      Object.assign(own, change)
      write()
      renameSync(draft, path)
    },
    release: () => {
      if (isOurs()) rmSync(path, { force: true })
    },
  }
}
