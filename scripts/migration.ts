/** `npm run migration -- <module>`: writes the step that brings a module's tables to its declaration (docs/module.md). */
import { join, relative } from 'node:path'
import { writeMigration } from '../src/platform/db/declared/write-migration.ts'
import { loadModules } from '../src/platform/modules/load.ts'

const root = join(import.meta.dirname, '..')
const usage = `usage: npm run migration -- <module> [--by-hand]
Compares the records that src/modules/<module>/module.ts declares with migrations/snapshot.json beside it and writes the next SQL
file and the snapshot. Read the file before you commit both. --by-hand also writes a step that you must finish.`

async function run(): Promise<number> {
  const [id, ...options] = process.argv.slice(2)
  if (!id || id.startsWith('-') || options.some((option) => option !== '--by-hand')) {
    console.error(usage)
    return 2
  }
  const module = (await loadModules()).find((found) => found.id === id)
  if (!module) throw new Error(`src/modules has no module ${id}`)
  const outcome = await writeMigration(join(root, 'src/modules', id, 'migrations'), module, options.length > 0)
  switch (outcome.kind) {
    case 'unchanged':
      console.log(`${id}: the declaration is as the last snapshot says; nothing to write`)
      return 0
    case 'refused':
      for (const reason of outcome.reasons) console.error(reason)
      console.error(
        `Write this step by hand: npm run migration -- ${id} --by-hand makes the file, with «» where you must decide.`,
      )
      return 1
    case 'written':
      for (const gap of outcome.gaps) console.error(`finish by hand: ${gap}`)
      console.log(`written: ${relative(root, outcome.path)} and snapshot.json; read them, then commit both`)
      return 0
  }
}

process.exitCode = await run().catch((error: Error) => {
  console.error(`nothing written: ${error.message}`)
  return 1
})
