import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { projectRoot } from '../project-root.ts'

/** One forward-only step: `NNNN-what-it-does.sql` in the folder of the part that owns the SQL schema. */
export interface Migration {
  /** `platform`, or the id of a module. */
  readonly scope: string
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const platformFolder = join(projectRoot, 'src/platform/db/migrations')
const modulesFolder = join(projectRoot, 'src/modules')

/** All migrations that ship, platform first, each scope in order of its numbers. Adding a module adds its folder. */
export async function listMigrations(): Promise<Migration[]> {
  const modules = (await readdir(modulesFolder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const folders = [platformFolder, ...modules.map((entry) => join(modulesFolder, entry.name, 'migrations')).sort()]
  return (await Promise.all(folders.map(readFolder))).flat()
}

async function readFolder(folder: string): Promise<Migration[]> {
  const files = await readdir(folder).catch(() => [])
  const scope = folder === platformFolder ? 'platform' : basename(dirname(folder))
  const named = files.filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file)).sort()
  return Promise.all(
    named.map(async (file) => {
      const sql = await readFile(join(folder, file), 'utf8')
      return { scope, name: basename(file, '.sql'), sql, sha256: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}
