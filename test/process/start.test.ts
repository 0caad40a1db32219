import { existsSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type NpmStart, npmStart } from './npm-start.ts'
import { listHolders, listRunning, readFamily, waitUntil } from './processes.ts'
import { copyTree, type Tree, type User } from './tree.ts'

const self: User = { name: 'this user', uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
const isRoot = self.uid === 0
const nobody: User = { name: 'an ordinary user', uid: 65534, gid: 65534 }
const users = isRoot ? [{ ...self, name: 'root' }, nobody] : [{ ...self, name: 'an ordinary user' }]
if (!isRoot) console.info('Not root: npm start is tried as this ordinary user only. Run as root to try both.')

const limitMs = 80_000
let started: NpmStart[] = []

async function start(tree: Tree, user: User, env: NodeJS.ProcessEnv = {}): Promise<NpmStart> {
  const run = await npmStart(tree, user, env)
  started.push(run)
  return run
}

async function stop(run: NpmStart): Promise<void> {
  const family = run.family()
  run.npm.kill('SIGTERM')
  await run.ended
  try {
    const running = () => listRunning(family)
    await waitUntil(
      () => running().length === 0,
      20_000,
      () => `still running: ${running().join(', ')}`,
    )
  } finally {
    run.killLeftovers()
  }
}

afterEach(async () => {
  const runs = started
  started = []
  for (const run of runs) await stop(run)
}, limitMs)

// In order: the first start makes the data folder, the later ones are warm.
describe.each(users)('npm start as $name, in a path with spaces below a closed folder', (user) => {
  let tree: Tree
  beforeAll(() => {
    tree = copyTree(user)
  }, limitMs)
  afterAll(() => tree.remove())

  test(
    'starts fresh, and SIGTERM to npm ends every process and frees the address',
    async () => {
      const run = await start(tree, user)
      await run.untilReady()
      const family = run.family()
      expect(family.map(({ pid }) => pid)).toContain(run.serverPid())
      expect(family.map(({ pid }) => pid)).toContain(run.postgresPid())
      expect(statSync(join(run.dataDir, 'secrets.json')).mode & 0o777).toBe(0o600)
      await run.ask('create table kept_by_test as select 7 as n')
      run.npm.kill('SIGTERM')
      await run.ended
      await expect.poll(() => listRunning(family), { timeout: 20_000 }).toEqual([])
      expect(await run.readyStatus()).toBe(0)
      expect(listHolders(run.dataDir)).toEqual([])
      expect(existsSync(join(run.dataDir, 'lock.json'))).toBe(false)
    },
    limitMs,
  )

  test(
    'kill -9 of the server leaves nothing holding the data; the next start is quick and keeps it',
    async () => {
      const first = await start(tree, user)
      await first.untilReady()
      const family = first.family()
      process.kill(first.serverPid(), 'SIGKILL')
      // Started at once, as a person or systemd would: it waits for what is still ending.
      const startedMs = Date.now()
      const second = await start(tree, user)
      await second.untilReady()
      // About 2 s on two quiet cores; the rest is room for a busy machine.
      expect(Date.now() - startedMs).toBeLessThan(20_000)
      await expect.poll(() => listRunning(family), { timeout: 5_000 }).toEqual([])
      expect(await second.ask('select n from kept_by_test')).toBe(7)

      const all = second.family()
      process.kill(second.serverPid(), 'SIGKILL')
      await expect.poll(() => listRunning(all), { timeout: 10_000 }).toEqual([])
      expect(listHolders(second.dataDir)).toEqual([])
    },
    limitMs,
  )

  describe('while it runs', () => {
    let run: NpmStart
    beforeAll(async () => {
      run = await npmStart(tree, user)
      await run.untilReady()
    }, limitMs)
    afterAll(() => stop(run), limitMs)

    test(
      'a second start on its folder is refused and says who holds it',
      async () => {
        const second = await start(tree, user)
        expect(await second.ended).not.toBe(0)
        expect(second.output()).toContain(`process ${run.serverPid()}`)
        expect(second.output()).toMatch(/since \d{4}-\d\d-\d\dT.*http:\/\/127\.0\.0\.1:\d+/)
        expect(await run.readyStatus()).toBe(200)
      },
      limitMs,
    )

    test(
      'kill -9 of PostgreSQL turns /readyz to 503 and back to 200 while the server lives on',
      async () => {
        const before = { server: run.serverPid(), postgres: run.postgresPid() }
        process.kill(before.postgres, 'SIGKILL')
        await expect.poll(() => run.readyStatus(), { timeout: 10_000, interval: 5 }).toBe(503)
        await expect.poll(() => run.readyStatus(), { timeout: 20_000 }).toBe(200)
        expect(run.serverPid()).toBe(before.server)
        expect(run.postgresPid()).not.toBe(before.postgres)
      },
      limitMs,
    )

    test(
      'kill -9 of npm itself ends the server and PostgreSQL too',
      async () => {
        const family = run.family()
        run.npm.kill('SIGKILL')
        await expect.poll(() => listRunning(family), { timeout: 20_000 }).toEqual([])
      },
      limitMs,
    )
  })

  const forbidden = { NHIP_USER_NAMESPACES: 'forbidden' }
  if (user.uid === 0) {
    test(
      'where user namespaces are forbidden and the folder is closed, root is refused with reason and mend',
      async () => {
        const run = await start(tree, user, forbidden)
        expect(await run.ended).not.toBe(0)
        expect(run.output()).toContain('user namespaces')
        expect(run.output()).toContain(`may not enter ${tree.closedFolder}`)
        expect(run.output()).toContain('DATA_DIR')
      },
      limitMs,
    )

    test(
      'where user namespaces are forbidden, root starts on a folder that another account reaches',
      async () => {
        const run = await start(tree, user, { DATA_DIR: join(tree.openFolder, 'data'), ...forbidden })
        await run.untilReady()
        expect(await run.ask('select 7')).toBe(7)
        expect(statSync(join(run.dataDir, 'postgres')).uid).not.toBe(0)
      },
      limitMs,
    )
  } else {
    test(
      'an ordinary user starts where user namespaces are forbidden: it never needs one',
      async () => {
        const run = await start(tree, user, forbidden)
        await run.untilReady()
      },
      limitMs,
    )
  }
})

describe('npm start while it still installs', () => {
  let registry: Server
  let tree: Tree
  beforeAll(async () => {
    tree = copyTree(self, { withPackages: false })
    // A registry that never answers keeps npm ci at work for as long as we like.
    registry = createServer((socket) => socket.on('error', () => undefined))
    await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  })
  afterAll(() => {
    registry.close()
    tree.remove()
  })

  test(
    'SIGTERM to npm ends the install and everything with it',
    async () => {
      const address = registry.address()
      const port = address !== null && typeof address === 'object' ? address.port : 0
      const run = await start(tree, self, { npm_config_registry: `http://127.0.0.1:${port}/` })
      const isInstalling = () =>
        listRunning(readFamily(run.npm.pid ?? -1)).some((line) => / ci( |$)/.test(line)) &&
        run.output().includes('Installing packages')
      await expect.poll(isInstalling, { timeout: 20_000 }).toBe(true)
      const family = run.family()
      run.npm.kill('SIGTERM')
      expect(await run.ended).not.toBe(0)
      await expect.poll(() => listRunning(family), { timeout: 15_000 }).toEqual([])
      expect(existsSync(join(tree.path, 'dist', 'setup.lock'))).toBe(false)
    },
    limitMs,
  )
})
