import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
// @ts-expect-error plain JavaScript without types: it runs before packages exist
import { hashServer, isBuilt, isServerBuilt } from './build.mjs'
// @ts-expect-error plain JavaScript without types: it runs before packages exist
import { isInstalled } from './install.mjs'
// @ts-expect-error plain JavaScript without types: it runs before packages exist
import { takeSetupLock } from './lock.mjs'
// @ts-expect-error plain JavaScript without types: it runs before packages exist
import { hashOf, writeStamp } from './stamp.mjs'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nhip set-up '))
})
afterEach(() => rmSync(root, { recursive: true }))

function write(name: string, content: string | object): void {
  mkdirSync(dirname(join(root, name)), { recursive: true })
  writeFileSync(join(root, name), typeof content === 'string' ? content : JSON.stringify(content))
}

const never = () => false
const a = { version: '1.0.0', integrity: 'sha512-a' }
const ours = `node_modules/node-${process.platform}-${process.arch}`
const foreign = { version: '1.0.0', optional: true, os: ['win32'] }

function writeComplete() {
  write('package.json', { name: 'x' })
  write('package-lock.json', { packages: { '': {}, 'node_modules/a': a, 'node_modules/w': foreign } })
  write('node_modules/.package-lock.json', { packages: { 'node_modules/a': a } })
  write('node_modules/a/package.json', { version: '1.0.0' })
}

test('packages are complete when they are what the lock file lists for this machine', () => {
  expect(isInstalled(root)).toBe(false)
  writeComplete()
  expect(isInstalled(root)).toBe(true)
  expect(isInstalled(root)).toBe(true)
})

test('a lock file that changed, or a package that vanished, asks for an install', () => {
  writeComplete()
  expect(isInstalled(root)).toBe(true)
  write('package-lock.json', { packages: { '': {}, 'node_modules/a': { ...a, version: '1.0.1' } } })
  expect(isInstalled(root)).toBe(false)
  writeComplete()
  expect(isInstalled(root)).toBe(true)
  rmSync(join(root, 'node_modules/a'), { recursive: true })
  expect(isInstalled(root)).toBe(false)
})

test('an install that left out the Node of this machine is not complete', () => {
  writeComplete()
  const node = { version: '24.0.0', optional: true, os: [process.platform], cpu: [process.arch] }
  write('package-lock.json', { packages: { '': {}, 'node_modules/a': a, [ours]: node } })
  expect(isInstalled(root)).toBe(false)
})

test('the page is stale when its sources change, not when the server or a test does', () => {
  write('vite.config.ts', '')
  write('src/web/main.tsx', '1')
  write('dist/web/index.html', '')
  const stamp = () => hashOf(root, ['src'], (name: string) => name === 'src/platform' || name.endsWith('.test.ts'))
  const before = stamp()
  write('src/platform/db.ts', '1')
  write('src/web/main.test.ts', '1')
  expect(stamp()).toBe(before)
  write('src/web/main.tsx', '2')
  expect(stamp()).not.toBe(before)
  expect(isBuilt(root)).toBe(false)
})

test('the server is stale when its sources change, not when the page, a migration or a test does', () => {
  write('vite.server.config.ts', '')
  write('src/platform/db.ts', '1')
  expect(isServerBuilt(root)).toBe(false)
  write('dist/server/main.cjs', '')
  writeStamp(join(root, 'dist/server.stamp'), hashServer(root))
  expect(isServerBuilt(root)).toBe(true)
  for (const name of ['web/main.tsx', 'platform/0001-first.sql', 'platform/db.test.ts']) write(`src/${name}`, '2')
  expect(isServerBuilt(root)).toBe(true)
  write('src/platform/db.ts', '2')
  expect(isServerBuilt(root)).toBe(false)
})

test('a second set-up waits for the first, and has nothing to do when that one finished', async () => {
  const first = await takeSetupLock(root, never)
  let isReady = false
  const second: Promise<{ release(): void }> = takeSetupLock(root, () => isReady)
  expect(await Promise.race([second, Promise.resolve('waits')])).toBe('waits')
  isReady = true
  first.release()
  ;(await second).release()
  expect(existsSync(join(root, 'setup.lock'))).toBe(false)
})

test('the lock of a killed set-up is taken over and the program it left running is ended', async () => {
  const orphan = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  const gone = once(orphan, 'exit')
  const first = await takeSetupLock(root, never)
  first.setStep(orphan.pid)
  const path = join(root, 'setup.lock')
  const left = JSON.parse(readFileSync(path, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...left, startTicks: '1' }))
  const second = await takeSetupLock(root, never)
  expect((await gone)[1]).toBe('SIGKILL')
  first.release()
  expect(existsSync(path)).toBe(true)
  second.release()
  expect(existsSync(path)).toBe(false)
})
