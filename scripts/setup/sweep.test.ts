import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
// @ts-expect-error plain JavaScript without types: it runs before packages exist
import { partsOfBuilds, sweepParts } from './sweep.mjs'

let dist = ''
beforeEach(() => {
  dist = mkdtempSync(join(tmpdir(), 'nhip built '))
  mkdirSync(join(dist, 'server/parts'), { recursive: true })
})
afterEach(() => rmSync(dist, { recursive: true }))

/** What a build of the server leaves: its parts, a list of all it made, and the parts of builds before. */
function buildOf(...parts: string[]): void {
  const before = partsOfBuilds(dist)
  for (const part of parts) writeFileSync(join(dist, 'server/parts', part), '')
  const files = ['main.cjs', ...parts.map((part) => `parts/${part}`)]
  writeFileSync(
    join(dist, 'server/parts.json'),
    JSON.stringify(Object.fromEntries(files.map((file) => [file, { file }]))),
  )
  sweepParts(dist, before)
}
const kept = () => readdirSync(join(dist, 'server/parts')).sort()

test('parts of the last two builds stay, those of the build before them are gone', () => {
  buildOf('mail-1.cjs', 'same.cjs')
  buildOf('mail-2.cjs', 'same.cjs')
  expect(kept()).toEqual(['mail-1.cjs', 'mail-2.cjs', 'same.cjs'])
  buildOf('mail-3.cjs', 'same.cjs')
  expect(kept()).toEqual(['mail-2.cjs', 'mail-3.cjs', 'same.cjs'])
})

test('a build that makes the same parts again takes nothing from a centre that runs on the one before', () => {
  buildOf('mail-1.cjs')
  buildOf('mail-2.cjs')
  buildOf('mail-2.cjs')
  expect(kept()).toEqual(['mail-1.cjs', 'mail-2.cjs'])
})

test('parts from before there was a record count as those of one build, and what an ended build left goes with the next', () => {
  for (const part of ['old-1.cjs', 'old-2.cjs']) writeFileSync(join(dist, 'server/parts', part), '')
  buildOf('mail-1.cjs')
  expect(kept()).toEqual(['mail-1.cjs', 'old-1.cjs', 'old-2.cjs'])
  writeFileSync(join(dist, 'server/parts/broken-off.cjs'), '')
  buildOf('mail-2.cjs')
  expect(kept()).toEqual(['mail-1.cjs', 'mail-2.cjs'])
})

test('nothing is removed after a build that does not say what it made', () => {
  buildOf('mail-1.cjs')
  buildOf('mail-2.cjs')
  rmSync(join(dist, 'server/parts.json'))
  sweepParts(dist, partsOfBuilds(dist))
  expect(kept()).toEqual(['mail-1.cjs', 'mail-2.cjs'])
})
