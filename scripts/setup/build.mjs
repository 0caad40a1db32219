import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runStep } from './run-step.mjs'
import { hashOf, readStamp, writeStamp } from './stamp.mjs'

// What the page is made of: everything below src but the server's own folders, and the tools that build it.
const inputs = ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'public', 'src']
const serverOnly = ['src/platform', 'src/main.ts']

function inputHash(root) {
  return hashOf(root, inputs, (name) => serverOnly.includes(name) || name.endsWith('.test.ts'))
}

function stampPath(root) {
  return join(root, 'dist', 'web.stamp')
}

/** True when the page in dist/web was built from the present sources, or there is nothing to build yet. */
export function isBuilt(root) {
  if (!existsSync(join(root, 'vite.config.ts'))) return true
  return existsSync(join(root, 'dist', 'web', 'index.html')) && readStamp(stampPath(root)) === inputHash(root)
}

/** Builds the page into dist/web with Vite. */
export async function build(root, lock) {
  const bin = join(root, 'node_modules', '.bin')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const hash = inputHash(root)
  await runStep({
    title: 'Building the page (vite build)',
    command: join(bin, 'node'),
    // The native loader reads vite.config.ts as it is; the usual one writes into node_modules, which may be read-only.
    args: [vite, 'build', '--configLoader', 'native', '--logLevel', 'error'],
    cwd: root,
    lock,
    env: { ...process.env, NODE_ENV: 'production', PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    mend: "Vite's own message stands above; it names the file and line.",
  })
  writeStamp(stampPath(root), hash)
}
