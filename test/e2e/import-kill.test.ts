import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'

type Person = Awaited<ReturnType<typeof signIn>>
const rowCount = 5_000
const seed = Number(process.env.NHIP_SEED ?? Date.now() % 1_000_000)
let drawn = seed
/** How many moments are tried; more by hand: NHIP_KILLS=20. */
const kills = Number(process.env.NHIP_KILLS ?? 2)
/** From 0 to 1; the same row of them for the same seed. */
const random = () => {
  drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0
  return drawn / 2 ** 32
}

let centre: RunningCentre
let browser: Browser
let officer: Person
let agencyId: number
beforeAll(async () => {
  console.info(`moments of import-kill: NHIP_SEED=${seed}`)
  centre = await runCentre()
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  agencyId = body.items.find(({ code }: { code: string }) => code === 'H57.901').id
  const account = { login: 'van-thu', name: 'Văn thư', agencyId, roles: ['duty_officer'], password: adminPassword }
  expect((await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })).status).toBe(201)
  officer = await signIn(centre.address, 'van-thu', adminPassword)
}, 90_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

const killServer = async () => {
  await centre.kill()
  await centre.start()
}
const killDatabase = async () => {
  process.kill(centre.postgresPid(), 'SIGKILL')
  const isReady = (wanted: boolean) => async () =>
    (await fetch(`${centre.address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    )) === wanted
  await until('the loss of PostgreSQL is told', isReady(false), 20_000)
  await until('the centre is ready again', isReady(true), 30_000)
}

const read = async (id: string) => (await officer.ask('GET', `/api/imports/${id}`)).body

/** Asks for a step and waits until nothing is at work any more. */
async function run(id: string, verb: 'check' | 'apply' | 'undo') {
  const asked = await officer.ask('POST', `/api/imports/${id}/${verb}`, verb === 'apply' ? {} : undefined)
  expect(asked.status, `${verb} ${JSON.stringify(asked.body)}`).toBe(202)
  return atRest(id)
}
const atRest = (id: string) =>
  until(
    'no run is at work',
    async () => {
      const item = await read(id)
      return ['checking', 'applying', 'undoing'].includes(item?.state) ? null : item?.id && item
    },
    60_000,
  )

/** Another clerk who gives one directive after the other, each with its number; ends when an answer does not come. */
function startIssuing() {
  const numbers: string[] = []
  let isStopping = false
  const running = (async () => {
    const address = '/api/directives/directives'
    while (!isStopping) {
      const draft = await officer.ask('POST', address, { agencyId, values: { title: 'Giao tay', lead: agencyId } })
      const issued = await officer.ask('POST', `${address}/${draft.body.id}/moves/issue`, { version: 1 })
      if (issued.status === 200) numbers.push(issued.body.number)
    }
  })().catch(() => undefined)
  return {
    async stop() {
      isStopping = true
      await running
      return numbers
    },
  }
}

/** What is imported: the file, and what stands of it. */
interface Sheet {
  readonly target: string
  readonly lines: readonly string[]
  /** Counts that must all be 0, or all be `rowCount`. */
  readonly standing: string
}
const sheets: readonly [Sheet, Sheet] = [
  {
    target: 'record.directives.directive',
    lines: ['Nhiệm vụ;Cơ quan chủ trì;Hạn hoàn thành', ...fill((at) => `Nhập ${at};H57.901;31/12/2026`)],
    standing: `with r as (select id from directives.directive where title like 'Nhập %')
      select (select count(*)::int from r) as rows,
        (select count(*)::int from platform.record_history h join r on r.id = h.record_id) as histories,
        (select count(*)::int from platform.thing t join r on r.id::text = t.id) as things,
        (select count(*)::int from platform.audit a join r on r.id::text = a.subject_id) as audits,
        (select count(*)::int from platform.data_import_row where import_id = $1) as ways_back`,
  },
  {
    // A hundred of these stand before, under another name.
    target: 'asset.river_station',
    lines: ['Mã;Tên;Kinh độ;Vĩ độ', ...fill((at) => `thu-${at};Mới ${at};107,6;16,45`)],
    standing: `with r as (select id, code from platform.asset where name like 'Mới %')
      select (select count(*)::int from r) as rows,
        (select count(*)::int from platform.thing t join r on r.code = t.id where t.title like 'Mới %') as things,
        (select count(distinct s.asset_id)::int from platform.series s join r on r.id = s.asset_id) as with_series,
        (select count(*)::int from platform.data_import_row where import_id = $1) as ways_back`,
  },
]
function fill(line: (at: number) => string): string[] {
  return Array.from({ length: rowCount }, (_, at) => line(at))
}

async function bring({ target, lines }: Sheet): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([lines.join('\n')]), 'nam-nghin.csv')
  const made = await officer.ask('POST', `/api/imports?target=${target}&agency=${agencyId}`, form)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  expect(await run(made.body.id, 'check')).toMatchObject({ state: 'checked', counts: { faulty: 0 } })
  return made.body.id
}

/** How many rows of an import stand: all of it everywhere, or nothing anywhere. */
async function standing(sheet: Sheet, id: string): Promise<number> {
  const [row = {}] = await centre.look<Record<string, number>>(sheet.standing, [id])
  const counts = Object.values(row)
  expect([0, rowCount], JSON.stringify(row)).toContain(counts[0])
  expect(new Set(counts).size, JSON.stringify(row)).toBe(1)
  return counts[0] ?? -1
}

/** Begins a step of every import and kills when the first has come so far (0 to 1). */
async function cut(ids: readonly string[], verb: 'apply' | 'undo', far: number, kill: () => Promise<void>) {
  for (const id of ids) {
    const body = verb === 'apply' ? {} : undefined
    expect((await officer.ask('POST', `/api/imports/${id}/${verb}`, body)).status).toBe(202)
  }
  const isThere = async (id: string) => {
    const { progress } = await read(id)
    return progress === null || progress.done >= far * progress.total
  }
  await until(`${verb} has come to ${far}`, async () => (await Promise.all(ids.map(isThere))).some(Boolean), 60_000)
  await kill()
}

/** State and note of a run that was cut off. */
const endings = [
  ['interrupted', null],
  ['checked', 'failed'],
]
const interrupted = 'Máy chủ dừng khi đang làm dở. Không có gì được ghi lại; làm lại được ngay.'

test('imports of 5,000 rows, killed wherever they are, stand whole or not at all, say so, and are done again or undone', async () => {
  const named = fill((at) => `thu-${at};Cũ ${at};107,6;16,45`).slice(0, 100)
  const before = await bring({ ...sheets[1], target: 'asset.river_station', lines: ['Mã;Tên;Kinh độ;Vĩ độ', ...named] })
  expect(await run(before, 'apply')).toMatchObject({ state: 'applied' })
  const ids = [await bring(sheets[0]), await bring(sheets[1])]
  const given: string[] = []
  for (let at = 0; at < kills; at++) {
    const far = random()
    const clerk = startIssuing()
    await cut(ids, 'apply', far, at % 2 === 0 ? killServer : killDatabase)
    given.push(...(await clerk.stop()))
    for (const [place, sheet] of sheets.entries()) {
      const id = ids[place] ?? ''
      const { state, note } = await atRest(id)
      // A server that only lost its database may have been in time to say why it ended.
      if (state !== 'applied') expect([state, note?.code ?? null], `killed at ${far}`).toBeOneOf(endings)
      expect(await standing(sheet, id), `killed at ${far}`).toBe(state === 'applied' ? rowCount : 0)
      if (state !== 'applied') continue
      // Its commit was quicker than the kill.
      expect(await run(id, 'undo')).toMatchObject({ state: 'undone' })
      ids[place] = await bring(sheet)
    }
  }
  for (const [place, sheet] of sheets.entries()) {
    expect(await run(ids[place] ?? '', 'apply')).toMatchObject({ state: 'applied' })
    expect(await standing(sheet, ids[place] ?? '')).toBe(rowCount)
  }

  await cut(ids, 'undo', random() / 2, killServer)
  const [records = ''] = ids
  for (const [place, sheet] of sheets.entries()) {
    const { state } = await atRest(ids[place] ?? '')
    expect(state).toBeOneOf(['interrupted', 'undone'])
    expect(await standing(sheet, ids[place] ?? '')).toBe(state === 'undone' ? 0 : rowCount)
  }
  const { page, context } = await openWindow(browser, centre.address)
  await page.request.post('/api/session', { data: { login: 'van-thu', password: adminPassword } })
  await page.goto(`/nhap-du-lieu/${records}`)
  await page.getByText(interrupted).waitFor()
  await page.getByRole('button', { name: 'Hoàn tác lần nhập này' }).click()
  await page.getByRole('button', { name: 'Hoàn tác', exact: true }).click()
  await page.getByText('Mọi dòng trở lại như trước khi nhập').waitFor()
  await context.close()
  expect(await standing(sheets[0], records)).toBe(0)

  const rows = await centre.look<{ number: string }>(
    'select number from directives.directive where number is not null order by number',
  )
  const numbers = rows.map(({ number }) => number)
  expect(given.length).toBeGreaterThan(0)
  expect(numbers.map((number) => Number(number.split('-').at(-1)))).toEqual(numbers.map((_, at) => at + 1))
  expect(numbers, 'what was answered was kept').toEqual(expect.arrayContaining(given))
}, 600_000)
