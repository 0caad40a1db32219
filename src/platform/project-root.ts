import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder of the project, where package.json stands: from the sources, and from what is built of them (`dist/server`). */
export const projectRoot = findRoot(import.meta.dirname)

/** True where this runs as built, and not from the sources. */
export const isBuiltServer = !import.meta.filename.endsWith('.ts')

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder
  const above = dirname(folder)
  if (above === folder)
    throw new Error(`no package.json above ${import.meta.dirname}: the project's files are not whole`)
  return findRoot(above)
}
