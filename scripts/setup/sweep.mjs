import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeStamp } from './stamp.mjs'

const folder = 'server/parts'
// Beside the folder, not in it.
const record = 'server.parts.json'

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

function partsIn(dist) {
  try {
    return readdirSync(join(dist, folder))
  } catch {
    return []
  }
}

/** The parts that the last two builds of the server made, newest first. What no record names counts as the build's before. */
export const partsOfBuilds = (dist) => readJson(join(dist, record)) ?? [partsIn(dist)]

/**
 * Removes the parts of the server that neither the build that just ended nor the last one that made others wrote: a centre that still
 * runs loads from that one what it has not loaded yet. `before`: {@link partsOfBuilds} as it was before that build.
 */
export function sweepParts(dist, before) {
  const manifest = readJson(join(dist, 'server/parts.json'))
  // Without knowing what is new nothing is known to be old.
  if (manifest === undefined) return
  const made = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => file.startsWith('parts/'))
    .map((file) => file.slice('parts/'.length))
    .sort()
  const isSame = (parts) => parts.length === made.length && parts.every((part) => made.includes(part))
  const kept = [made, ...before.filter((parts) => !isSame(parts)).slice(0, 1)]
  for (const part of partsIn(dist)) if (!kept.flat().includes(part)) rmSync(join(dist, folder, part))
  writeStamp(join(dist, record), JSON.stringify(kept))
}
