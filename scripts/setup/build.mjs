import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runStep } from './run-step.mjs'
import { hashOf, readStamp, writeStamp } from './stamp.mjs'
import { partsOfBuilds, sweepParts } from './sweep.mjs'

const isTest = (name) => name.endsWith('.test.ts')
// What the page is made of: everything below src but the server's own folders, and the tools that build it.
const serverOnly = ['src/platform', 'src/main.ts', 'src/start-centre.ts']

/** What is built, each into a folder of `dist` with a stamp of what it was built from beside it. */
const page = {
  title: 'Building the page (vite build)',
  config: 'vite.config.ts',
  inputs: ['package-lock.json', 'vite.config.ts', 'tsconfig.json', 'public', 'src'],
  isSkipped: (name) => serverOnly.includes(name) || isTest(name),
  made: 'web/index.html',
  stamp: 'web.stamp',
}
const server = {
  title: 'Building the server (vite build)',
  config: 'vite.server.config.ts',
  inputs: ['package-lock.json', 'vite.server.config.ts', 'tsconfig.json', 'src'],
  isSkipped: (name) => name === 'src/web' || name === 'src/field' || name.endsWith('.sql') || isTest(name),
  made: 'server/main.cjs',
  stamp: 'server.stamp',
}

const hashInputs = (root, { inputs, isSkipped }) => hashOf(root, inputs, isSkipped)

function isUpToDate(root, part) {
  // There is nothing to build yet.
  if (!existsSync(join(root, part.config))) return true
  return (
    existsSync(join(root, 'dist', part.made)) && readStamp(join(root, 'dist', part.stamp)) === hashInputs(root, part)
  )
}

/** Of what the server is built from. */
export const hashServer = (root) => hashInputs(root, server)

/** True when the server in dist/server was built from the present sources. */
export const isServerBuilt = (root) => isUpToDate(root, server)

/** True when page and server were built from the present sources. */
export const isBuilt = (root) => isUpToDate(root, page) && isServerBuilt(root)

/** Builds with Vite what is not up to date. */
export async function build(root, lock) {
  for (const part of [page, server]) if (!isUpToDate(root, part)) await buildPart(root, lock, part)
}

/** Builds the server into dist/server. */
export const buildServer = (root, lock) => buildPart(root, lock, server)

async function buildPart(root, lock, part) {
  const bin = join(root, 'node_modules', '.bin')
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const dist = join(root, 'dist')
  const hash = hashInputs(root, part)
  const earlier = part === server ? partsOfBuilds(dist) : null
  await runStep({
    title: part.title,
    command: join(bin, 'node'),
    // The native loader reads the configuration as it is; the usual one writes into node_modules, which may be read-only.
    args: [vite, 'build', '--config', part.config, '--configLoader', 'native', '--logLevel', 'error'],
    cwd: root,
    lock,
    env: { ...process.env, NODE_ENV: 'production', PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    mend: "Vite's own message stands above; it names the file and line.",
  })
  if (earlier) sweepParts(dist, earlier)
  writeStamp(join(dist, part.stamp), hash)
}
