import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { loadModules } from '../modules/load.ts'
import { seedRules } from './seed-rules.ts'

let centre: TestCentre
let admin: Person
let officer: Person
const modules = await loadModules()

beforeAll(async () => {
  centre = await openTestCentre()
  admin = await centre.administrator()
  officer = await centre.officer('truc', 'H57.907')
})
afterAll(() => centre.close())

const find = async (key: string, person = admin) =>
  (await person.get('/api/rules')).body.items.find((rule: { key: string }) => rule.key === key)

const rainLimit = (rule: { definition: { condition: object } }, threshold: number) => ({
  ...rule.definition,
  condition: { ...rule.definition.condition, threshold },
})

test('an edit is a version with who, when and why; an officer reads and does not write', async () => {
  const rule = await find('rain_heavy')
  expect(rule).toMatchObject({ version: 1, enabled: true, origin: 'default', newDefault: null, edited: null })
  const edit = { version: 1, definition: rainLimit(rule, 35), enabled: true, why: 'mùa mưa' }
  expect((await officer.post(`/api/rules/${rule.id}`, edit)).status).toBe(403)
  const saved = await admin.post(`/api/rules/${rule.id}`, edit)
  expect(saved).toMatchObject({ status: 200, body: { version: 2, origin: 'edited' } })
  const { body } = await officer.get(`/api/rules/${rule.id}/versions`)
  expect(body.items).toMatchObject([
    {
      version: 2,
      why: 'mùa mưa',
      by: { name: expect.stringMatching(/./) },
      definition: { condition: { threshold: 35 } },
    },
    { version: 1, by: null, definition: { condition: { threshold: 30 } } },
  ])
  const { rows } = await centre.admin.query("select detail from platform.audit where action = 'rule.edited'")
  expect(rows).toMatchObject([{ detail: { changed: ['condition.threshold'], why: 'mùa mưa' } }])
})

test('one who edits what another edited meanwhile is told what, and nothing is written', async () => {
  const rule = await find('rain_heavy')
  const stale = { version: 1, definition: rainLimit(rule, 99), enabled: true, why: 'muộn' }
  const answer = await admin.post(`/api/rules/${rule.id}`, stale)
  expect(answer).toMatchObject({ status: 409, body: { code: 'rule_changed' } })
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(['condition.threshold'])
  expect(await find('rain_heavy')).toMatchObject({ version: 2, definition: { condition: { threshold: 35 } } })
})

test('what an asset type lacks, another kind and a nonsense condition are refused by name', async () => {
  const rule = await find('rain_very_heavy')
  const write = (definition: object) =>
    admin.post(`/api/rules/${rule.id}`, { version: 1, definition, enabled: true, why: 'thử' })
  const { condition } = rule.definition
  const lacking = await write({ ...rule.definition, condition: { ...condition, threshold: { attribute: 'no_such' } } })
  expect(lacking).toMatchObject({ status: 400, body: { code: 'bad_rule', detail: expect.stringMatching(/no_such/) } })
  const other = await write({ ...rule.definition, condition: { kind: 'silence', series: 'rain', afterS: 60 } })
  expect(other).toMatchObject({ status: 400, body: { code: 'bad_rule' } })
  expect((await write({ ...rule.definition, condition: { ...condition, op: '<>' } })).status).toBe(400)
  expect((await write({ ...rule.definition, condition: { ...condition, forS: -1 } })).status).toBe(400)
})

test('an upgrade moves a rule nobody edited, and offers its default beside one that somebody did', async () => {
  const upgraded = modules.map((module): ModuleDefinition => {
    const rules = module.rules?.map((rule) =>
      /^rain/.test(rule.key) && 'threshold' in rule ? { ...rule, threshold: 60 } : rule,
    )
    return rules ? { ...module, rules } : module
  })
  await centre.wall.service((tx) => seedRules(tx, upgraded))
  expect(await find('rain_very_heavy')).toMatchObject({ version: 2, origin: 'default', newDefault: null })
  const edited = await find('rain_heavy')
  expect(edited).toMatchObject({ version: 2, definition: { condition: { threshold: 35 } } })
  expect(edited.newDefault).toMatchObject({ condition: { threshold: 60 } })
  const answer = (take: boolean, version: number) => admin.post(`/api/rules/${edited.id}/default`, { version, take })
  expect(await answer(false, 2)).toMatchObject({ status: 200, body: { newDefault: null, version: 2 } })
  expect(await answer(true, 2)).toMatchObject({ status: 409, body: { code: 'no_new_default' } })
  await centre.wall.service((tx) => seedRules(tx, upgraded))
  expect(await find('rain_heavy')).toMatchObject({ newDefault: null, version: 2 })
  await centre.wall.service((tx) => seedRules(tx, modules))
  expect(await answer(true, 2)).toMatchObject({
    status: 200,
    body: { newDefault: null, version: 3, origin: 'default', definition: { condition: { threshold: 30 } } },
  })
})

test('a trial says when and where a draft would have fired, beside the rule as it stands, of what the reader may see', async () => {
  const rule = await find('river_level_1')
  const startMs = Date.now() - 6 * 3_600_000
  for (const [hour, value] of [0.1, 0.8, 0.1, 0.8, 4.5].entries())
    await centre.send('phu-oc', 'water_level', value, new Date(startMs + hour * 3_600_000))
  const definition = rainLimit(rule, 0.6)
  const ask = (person: Person, days = 2) => person.post('/api/rules/try', { definition, days, ruleId: rule.id })
  const { status, body } = await ask(admin)
  expect([status, body.draft.fired, body.current.fired]).toEqual([200, 2, 1])
  expect(body.draft.alerts).toMatchObject([
    { asset: { code: 'phu-oc' }, resolvedAt: null, firedAt: new Date(startMs + 3 * 3_600_000).toISOString() },
    {
      firedAt: new Date(startMs + 3_600_000).toISOString(),
      resolvedAt: new Date(startMs + 2 * 3_600_000).toISOString(),
    },
  ])
  expect((await ask(officer)).body.draft.fired).toBe(2)
  const other = await centre.officer('khac', 'H57.909')
  expect((await ask(other)).body).toMatchObject({ assets: 0, draft: { fired: 0, alerts: [] }, current: { fired: 0 } })
  expect((await ask(admin, 32)).status).toBe(400)
  const silent = { ...definition, condition: { kind: 'silence', series: 'water_level', afterS: 30 } }
  expect((await admin.post('/api/rules/try', { definition: silent, days: 1 })).body.current).toBeNull()
})

test('a rule that is added fires, counts what fires in the reader’s sight, and ends it when it is switched off', async () => {
  const definition = {
    ...rainLimit(await find('river_level_1'), 0.5),
    name: { vi: 'Thử thêm', en: 'Added' },
    scope: { agencies: ['H57.907'], assets: [] },
  }
  const { status, body: added } = await admin.post('/api/rules', { definition, why: 'thử' })
  expect([status, added.origin, added.key]).toEqual([201, 'added', expect.stringMatching(/^own_thu_them_/)])
  await centre.send('phu-oc', 'water_level', 0.8)
  const firing = async (person: Person) => (await find(added.key, person)).firing
  await until('it fires', async () => (await firing(admin)) === 1)
  expect(await firing(await centre.officer('kia', 'H57.909'))).toBe(0)
  const off = { version: 1, definition, enabled: false, why: 'thôi' }
  expect((await admin.post(`/api/rules/${added.id}`, off)).body).toMatchObject({ enabled: false, firing: 0 })
  const { rows } = await centre.admin.query(
    "select st.comment from platform.alert_step st join platform.alert al on al.id = st.alert_id where al.rule_id = $1 and st.action = 'resolved'",
    [added.id],
  )
  expect(rows).toEqual([{ comment: 'rule.off' }])
})

test('the list is written as a file, conditions as sentences', async () => {
  const { bytes, headers } = await officer.get('/api/rules/export.csv')
  expect(headers['content-type']).toMatch(/csv/)
  expect(bytes.toString('utf8')).toMatch(/Mực nước từ «Báo động 1» của thiết bị/)
})
