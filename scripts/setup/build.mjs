import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runStep } from './run-step.mjs'
import { hashOf, readStamp, writeStamp } from './stamp.mjs'

// Everything the page is made of. Server code below src counts too: a needless build costs seconds, a stale page a day.
const inputs = ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'index.html', 'public', 'src', 'data/web']

function stampPath(root) {
  return join(root, 'dist', 'web.stamp')
}

/** True when the page in dist/web was built from the present sources, or there is nothing to build yet. */
export function isBuilt(root) {
  if (!existsSync(join(root, 'vite.config.ts'))) return true
  return existsSync(join(root, 'dist', 'web', 'index.html')) && readStamp(stampPath(root)) === hashOf(root, inputs)
}

/** Builds the page into dist/web with Vite. */
export async function build(root) {
  const bin = join(root, 'node_modules', '.bin')
  const hash = hashOf(root, inputs)
  await runStep({
    title: 'Building the page (vite build)',
    command: join(bin, 'node'),
    args: [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'],
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production', PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    mend: "Vite's own message stands above; it names the file and line.",
  })
  writeStamp(stampPath(root), hash)
}
