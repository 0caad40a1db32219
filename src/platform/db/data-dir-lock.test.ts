import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { acquireDataDir, DataDirInUseError, readHolder } from './data-dir-lock.ts'

let root = ''
let dataDir = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'nhip-lock-'))
  dataDir = join(root, 'a', 'b c')
})
afterEach(() => rmSync(root, { recursive: true }))

const address = 'http://127.0.0.1:8080'

test('the folder is made private, held, published about, and given back', async () => {
  const lock = await acquireDataDir({ dataDir, address })
  expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  lock.publish({ socketDir: '/tmp/x', port: 5432 })
  expect(readHolder(dataDir)).toMatchObject({ pid: process.pid, address, socketDir: '/tmp/x', port: 5432 })
  lock.release()
  lock.release()
  expect(readHolder(dataDir)).toBeUndefined()
})

test('where no folder can be made, the start is refused with the reason', async () => {
  await expect(acquireDataDir({ dataDir: '/proc/nhip/var', address })).rejects.toThrow(
    /^The data folder \/proc\/nhip\/var cannot be written .*ENOENT.*DATA_DIR/,
  )
})

test('a folder in use is refused with pid, time and address of its holder', async () => {
  const lock = await acquireDataDir({ dataDir, address })
  const refusal = await acquireDataDir({ dataDir, address: 'http://127.0.0.1:9' }).catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(DataDirInUseError)
  expect(String(refusal)).toContain(`process ${process.pid}`)
  expect(String(refusal)).toContain(address)
  expect(String(refusal)).toMatch(/since \d{4}-\d\d-\d\dT/)
  lock.release()
})

test('the lock of a process that is gone, or a file that says nothing, is taken over', async () => {
  const lock = await acquireDataDir({ dataDir, address })
  const path = join(dataDir, 'lock.json')
  const held = JSON.parse(readFileSync(path, 'utf8'))
  for (const stale of [
    JSON.stringify({ ...held, startTicks: held.startTicks - 5 }),
    JSON.stringify({ ...held, bootId: 'earlier' }),
    '',
  ]) {
    writeFileSync(path, stale)
    const next = await acquireDataDir({ dataDir, address })
    lock.release()
    expect(readHolder(dataDir)?.pid).toBe(process.pid)
    next.release()
  }
})

test('of eight processes that start at the same moment on a stale lock exactly one gets the folder', async () => {
  const first = await acquireDataDir({ dataDir, address })
  const path = join(dataDir, 'lock.json')
  const stale = JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), bootId: 'earlier' })
  first.release()
  writeFileSync(path, stale)
  const module = fileURLToPath(new URL('data-dir-lock.ts', import.meta.url))
  const script = `
    import { acquireDataDir } from ${JSON.stringify(module)}
    process.stdin.once('data', () => acquireDataDir({ dataDir: ${JSON.stringify(dataDir)}, address: 'x' })
      .then(() => console.log('got it'), (error) => console.log(error.name)))
    console.log('ready')
    setInterval(() => {}, 1000)`
  const children = Array.from({ length: 8 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
  )
  try {
    await Promise.all(children.map((child) => once(child.stdout, 'data')))
    const answers = children.map(async (child) => String((await once(child.stdout, 'data'))[0]).trim())
    for (const child of children) child.stdin.write('go\n')
    const said = await Promise.all(answers)
    expect(said.sort()).toEqual([...Array(7).fill('DataDirInUseError'), 'got it'])
  } finally {
    for (const child of children) child.kill('SIGKILL')
  }
}, 30_000)
