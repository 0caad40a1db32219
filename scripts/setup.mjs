// Brings node_modules, the built page and the built server up to date. Plain JavaScript without packages: it runs before `npm ci` did,
// under whatever Node the machine has. `npm start` and `npm test` both call it.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const oldestMajor = 20
const major = Number.parseInt(process.versions.node, 10)
if (major < oldestMajor) {
  console.error(
    `Nhịp needs Node ${oldestMajor} or newer to set itself up; this is ${process.version}. Install a newer one.`,
  )
  process.exit(1)
}

const root = dirname(dirname(fileURLToPath(import.meta.url)))

try {
  // Imported here so that an old Node gets the sentence above and not a syntax error.
  const { takeSetupLock } = await import('./setup/lock.mjs')
  const { isInstalled, install, checkNode } = await import('./setup/install.mjs')
  const { isBuilt, build } = await import('./setup/build.mjs')
  const isReady = () => isInstalled(root) && isBuilt(root)
  if (!isReady()) {
    const lock = await takeSetupLock(join(root, 'dist'), isReady)
    try {
      if (!isInstalled(root)) await install(root, lock)
      checkNode(root)
      if (!isBuilt(root)) await build(root, lock)
    } finally {
      lock.release()
    }
  }
  checkNode(root)
  if (!existsSync(join(root, 'vite.config.ts')))
    console.log('The page is not built: vite.config.ts does not exist yet.')
} catch (error) {
  console.error(`\nThe set-up failed. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
