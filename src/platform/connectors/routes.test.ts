import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { listMigrations } from '../db/migrations.ts'

const name = (text: string) => ({ vi: text, en: text })
const started: unknown[] = []

const module: ModuleDefinition = {
  id: 'proof',
  name: name('Proof'),
  connectors: [
    {
      key: 'poll',
      name: name('Poll'),
      config: z.object({
        everyS: z
          .int()
          .min(10)
          .default(60)
          .meta({ label: { vi: 'Mỗi', en: 'Every' } }),
        token: z
          .string()
          .default('')
          .meta({ label: { vi: 'Mã', en: 'Token' } }),
      }),
      async run(config, io) {
        started.push(config)
        io.tell('working', { vi: 'Đang chạy', en: 'Runs' })
        await new Promise((resolve) => io.signal.addEventListener('abort', resolve, { once: true }))
      },
    },
  ],
}

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre([module])
  await centre.connectors.start()
})
afterAll(() => centre.close())

async function read(person: Person) {
  const { body } = await person.get('/api/connectors')
  return body.items.find((item: { module: string }) => item.module === 'proof')
}

test('an officer on duty reads how a connector goes, but neither its settings nor may change it', async () => {
  const officer = await centre.officer('truc', 'H57.912')
  const item = await until('it works', async () => {
    const found = await read(officer)
    return found?.state === 'working' && found
  })
  expect(item).toMatchObject({
    key: 'poll',
    enabled: true,
    sentence: { vi: 'Đang chạy', en: 'Runs' },
    failures: 0,
    sent: 0,
    refused: 0,
    config: null,
    configSchema: null,
    ageS: expect.any(Number),
  })
  expect((await officer.post('/api/connectors/proof/poll', { enabled: false })).status).toBe(403)
  const handler = await centre.officer('xu-ly', 'H57.912', ['handler'])
  expect((await handler.get('/api/connectors')).status).toBe(403)
})

test('an administrator changes settings and switches off; what does not fit is refused by name', async () => {
  const admin = await centre.administrator()
  expect(await read(admin)).toMatchObject({
    config: { everyS: 60, token: '' },
    configSchema: { properties: { everyS: { minimum: 10 } } },
  })
  for (const [config, path] of [
    [{ everyS: 1 }, 'config.everyS'],
    [{ everySeconds: 60 }, 'config'],
  ] as const) {
    const refused = await admin.post('/api/connectors/proof/poll', { config })
    expect(refused).toMatchObject({ status: 400, body: { code: 'bad_settings', errors: [{ path }] } })
  }
  const changed = await admin.post('/api/connectors/proof/poll', { config: { everyS: 20, token: 'hush' } })
  expect(changed).toMatchObject({ status: 200, body: { config: { everyS: 20, token: 'hush' } } })
  await until('it runs with them', async () => started.length === 2)
  expect(started[1]).toEqual({ everyS: 20, token: 'hush' })
  const off = await admin.post('/api/connectors/proof/poll', { enabled: false })
  expect(off).toMatchObject({ status: 200, body: { enabled: false, config: { everyS: 20 } } })
  await until('it is off', async () => {
    const found = await read(admin)
    return found?.state === 'off'
  })
  expect((await admin.post('/api/connectors/proof/none', { enabled: false })).status).toBe(404)
  const { rows } = await centre.admin.query(
    "select detail from platform.audit where action = 'connector.changed' order by id",
  )
  expect(rows.map(({ detail }) => detail)).toEqual([{ settings: ['everyS', 'token'] }, { enabled: false }])
})

test('an installation that stands gets the new verbs with the step; roles of its own making do not', async () => {
  const step = (await listMigrations()).find(({ name }) => name === '0011-connectors')
  const [, grants = ''] = step?.sql.split('-- Roles are rows') ?? []
  await centre.admin.query('begin')
  await centre.admin.query("update platform.role set permissions = array['assets.read']")
  await centre.admin.query("insert into platform.role values ('own', 'Riêng', 'Own', array['assets.read'])")
  for (const _ of [1, 2]) await centre.admin.query(`--${grants}`)
  const { rows } = await centre.admin.query('select id, permissions from platform.role order by id')
  await centre.admin.query('rollback')
  expect(Object.fromEntries(rows.map((row) => [row.id, row.permissions]))).toEqual({
    administrator: ['assets.read', 'connectors.read', 'connectors.manage'],
    duty_officer: ['assets.read', 'connectors.read'],
    handler: ['assets.read'],
    leader: ['assets.read'],
    own: ['assets.read'],
  })
})
