import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ModuleDefinition } from '../../../core/module.ts'
import { schemaOfModule } from '../../../core/record-table.ts'
import { planMigration } from './plan-migration.ts'
import type { Shape } from './shape.ts'
import { printSnapshot, readSnapshot } from './snapshot.ts'

/** What {@link writeMigration} did. */
export type Outcome =
  | { readonly kind: 'unchanged' }
  /** Nothing was written: the step needs a person, for these reasons. */
  | { readonly kind: 'refused'; readonly reasons: readonly string[] }
  /** `gaps`: what a person must still finish in the file. */
  | { readonly kind: 'written'; readonly path: string; readonly gaps: readonly string[] }

/** The snapshot in a module's `migrations` folder; null when its tables have not begun. @throws {Error} when it cannot be right */
export async function loadSnapshot(folder: string, moduleId: string): Promise<Shape | null> {
  const path = join(folder, 'snapshot.json')
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) {
    if ((await listSteps(folder)).length === 0) return null
    throw new Error(`${path} is missing although steps stand beside it; restore it`)
  }
  const shape = parse(path, text)
  if (shape.schema === schemaOfModule(moduleId)) return shape
  throw new Error(`${path} is of schema ${shape.schema}, not of module ${moduleId}; restore it`)
}

function parse(path: string, text: string): Shape {
  try {
    return readSnapshot(text)
  } catch (error) {
    throw new Error(`${path} cannot be read; restore it: ${(error as Error).message}`, { cause: error })
  }
}

/**
 * Writes the next numbered SQL file and the snapshot into `folder`, a module's `migrations`; touches no database.
 * @param byHand also write a step that a person must finish, with «…» in its gaps
 * @throws {Error} when files in the folder contradict each other
 * @throws {TypeError} when the declaration cannot become tables
 */
export async function writeMigration(folder: string, module: ModuleDefinition, byHand: boolean): Promise<Outcome> {
  const plan = planMigration(await loadSnapshot(folder, module.id), module)
  if (!plan) return { kind: 'unchanged' }
  if (plan.byHand.length > 0 && !byHand) return { kind: 'refused', reasons: plan.byHand }
  const last = (await listSteps(folder)).at(-1)?.slice(0, 4) ?? '0'
  const path = join(folder, `${String(Number(last) + 1).padStart(4, '0')}-${plan.what}.sql`)
  await mkdir(folder, { recursive: true })
  await writeFile(path, plan.sql, { flag: 'wx' })
  await writeFile(join(folder, 'snapshot.json'), printSnapshot(plan.after))
  return { kind: 'written', path, gaps: plan.byHand }
}

async function listSteps(folder: string): Promise<string[]> {
  const files = await readdir(folder).catch(() => [])
  return files.filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file)).sort()
}
