import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, openEmbeddedPostgres } from './open-embedded-postgres.ts'
import type { PostgresExit } from './supervise.ts'

const log = pino({ level: 'silent' })
let dataDir = ''
let postgres: EmbeddedPostgres | undefined

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'nhip open '))
})
afterEach(async () => {
  await postgres?.stop()
  postgres = undefined
  rmSync(dataDir, { recursive: true })
})

async function open(options: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> {
  postgres = await openEmbeddedPostgres({ dataDir, log, isDurable: false, ...options })
  return postgres
}

async function ask(sql: string, database = 'postgres'): Promise<unknown> {
  if (!postgres) throw new Error('not open')
  const client = new Client({ ...postgres.connection, database })
  await client.connect()
  try {
    return Object.values((await client.query({ text: sql })).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

test('a first start makes a UTF-8 cluster that listens on a private socket only, and a second one keeps its rows', async () => {
  await open()
  expect(postgres?.isNew).toBe(true)
  expect(await ask('show server_version')).toMatch(/^18\./)
  expect(await ask('show listen_addresses')).toBe('')
  expect(await ask('show server_encoding')).toBe('UTF8')
  expect(await ask("select datlocale from pg_database where datname = 'template1'")).toBe('C.UTF-8')
  expect(await ask("select rolpassword like 'SCRAM-SHA-256%' from pg_authid where rolname = 'postgres'")).toBe(true)
  expect(statSync(postgres?.socketDir ?? '').mode & 0o777).toBe(0o700)
  await ask('create table kept as select 7 as n')
  const socketDir = postgres?.socketDir ?? ''
  await postgres?.stop()
  expect(existsSync(socketDir)).toBe(false)
  await open()
  expect(postgres?.isNew).toBe(false)
  expect(await ask('select n from kept')).toBe(7)
}, 30_000)

test('killed by force it is reported, is not up meanwhile, and comes back on the same socket with its rows', async () => {
  const exits: PostgresExit[] = []
  const opened = await open({ onExit: (exit) => exits.push(exit) })
  await ask('create table kept as select 7 as n')
  const before = opened.pid()
  process.kill(before ?? 0, 'SIGKILL')
  await expect.poll(() => opened.isUp(), { interval: 1 }).toBe(false)
  await expect.poll(() => opened.isUp(), { timeout: 20_000 }).toBe(true)
  expect(exits).toMatchObject([{ signal: 'SIGKILL' }])
  expect(opened.pid()).not.toBe(before)
  expect(await ask('select n from kept')).toBe(7)
}, 30_000)

test('an interrupted first start is taken up again', async () => {
  mkdirSync(join(dataDir, 'postgres.new', 'data'), { recursive: true })
  writeFileSync(join(dataDir, 'postgres.new', 'data', 'PG_VERSION'), '18')
  await open()
  expect(await ask('select 1')).toBe(1)
  expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false)
}, 30_000)

test('a lost secrets.json is made again and the rows stay', async () => {
  await open()
  await ask('create table kept as select 7 as n')
  await postgres?.stop()
  unlinkSync(join(dataDir, 'secrets.json'))
  await open()
  expect(await ask('select n from kept')).toBe(7)
}, 30_000)

test('a pid file that names a stranger does not stop the start', async () => {
  await open()
  await postgres?.stop()
  writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n1\n5432\n`)
  await open()
  expect(await ask('select 1')).toBe(1)
}, 30_000)

test('a pid file that names a postmaster which died and was not yet reaped does not stop the start', async () => {
  await open()
  await postgres?.stop()
  // The child ends after `exec`: what runs then knows nothing of it and never asks for its end.
  const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], { stdio: ['ignore', 'pipe', 'ignore'] })
  try {
    const [line] = await once(parent.stdout, 'data')
    const dead = Number(String(line))
    await expect.poll(() => readFileSync(`/proc/${dead}/stat`, 'utf8')).toContain(') Z ')
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${dead}\n${join(dataDir, 'postgres')}\n1\n5432\n`)
    await open()
    expect(await ask('select 1')).toBe(1)
  } finally {
    parent.kill('SIGKILL')
  }
}, 30_000)

test('a cluster of another major version is refused with what to do', async () => {
  mkdirSync(join(dataDir, 'postgres'))
  writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
  await expect(open()).rejects.toThrow(/made by PostgreSQL 17, this release brings 18.*backup/)
})

test('a setting PostgreSQL does not take fails the start with its own words', async () => {
  await expect(open({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow(/shared_buffers/)
}, 30_000)
