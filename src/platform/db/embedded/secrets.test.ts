import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readSecret } from './secrets.ts'

let dataDir = ''
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nhip-secrets-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

test('a secret is made once, kept for its owner only, and leaves the other keys alone', () => {
  const path = join(dataDir, 'secrets.json')
  writeFileSync(path, JSON.stringify({ other: 'kept' }), { mode: 0o644 })
  const first = readSecret(dataDir, 'key')
  expect(first).toMatch(/^[\w-]{32}$/)
  expect(readSecret(dataDir, 'key', () => 'another')).toBe(first)
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ other: 'kept', key: first })
  expect(statSync(path).mode & 0o777).toBe(0o600)
})

test('a damaged file is refused and not overwritten', () => {
  writeFileSync(join(dataDir, 'secrets.json'), '{"key": "cut of')
  expect(() => readSecret(dataDir, 'key')).toThrow(/secrets\.json is not a JSON object.*backup/)
})
