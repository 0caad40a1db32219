import mammoth from 'mammoth'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertAlerts } from '../../../test/insert-alerts.ts'
import { readZip } from '../../../test/read-zip.ts'
import { thisMonth } from '../../../test/walk-chain.ts'

const agency = 'H57.907'
const key = 'alerts_handled_in_time'
let centre: TestCentre
let person: Person
let agencyId: number

beforeAll(async () => {
  centre = await openTestCentre()
  person = await centre.officer('truc', agency)
  agencyId = await centre.agencyId(agency)
  const leader = await centre.officer('lanh-dao', agency, ['leader'])
  await centre.admin.query("update platform.account set reach = 'province' where login = 'lanh-dao'")
  const why = 'Kế hoạch'
  await leader.post(`/api/indicators/${key}/targets`, { period: thisMonth(), value: 0.9, responsibleId: agencyId, why })
  const raisedAt = new Date(Date.now() - 5_000)
  const fate = (handling: 'done' | 'dismissed' | 'new', dueInMs: number) => ({
    ...{ agencyCode: agency, handling, raisedAt },
    dueAt: new Date(Date.now() + dueInMs),
    doneAt: handling === 'new' ? null : raisedAt,
  })
  await insertAlerts(centre.admin, [
    fate('done', 60_000),
    fate('done', 60_000),
    fate('new', -1_000),
    fate('new', 3_600_000),
    fate('dismissed', 60_000),
    { ...fate('done', 60_000), falseAlarm: true },
  ])
})
afterAll(() => centre.close())

const write = async () => (await person.post('/api/reports', { period: thisMonth(), agencyId })).body

interface Part {
  readonly text: string
  readonly counts: string | null
}
const countOf: Record<string, string> = {
  inTime: 'in_time',
  late: 'late',
  notDue: 'not_due',
  dismissed: 'dismissed',
  falseAlarm: 'false_alarm',
}

test('a line stands under its field, beside the target of its cut-off and what its data were worth', async () => {
  const { lines } = await write()
  expect(lines[0]).toMatchObject({
    section: 'Trực và điều hành',
    target: 0.9,
    better: 'higher',
    responsible: expect.stringContaining('Nông nghiệp'),
    basis: 'devices',
    quality: { right: { good: 2, of: 4 } },
  })
  expect(lines[0].text).toContain('đúng hạn 2/3 cảnh báo đã xong hoặc đến hạn (66,7%, mục tiêu 90%)')
})

test('what was late and a target that was missed stand among the shortcomings', async () => {
  const { lines } = await write()
  const said = lines[0].shortcoming.map(({ text }: Part) => text).join('')
  expect(said).toBe('Cảnh báo xử lý đúng hạn: 1 cảnh báo trễ hạn; đạt 66,7%, chưa tới mục tiêu 90%.')
})

test('each number of each sentence opens as many rows as it says', async () => {
  const { id, lines } = await write()
  let opened = 0
  for (const line of lines) {
    const rowsOf = async (count?: string) =>
      (await person.get(`/api/reports/${id}/lines/${line.key}/rows?limit=1000${count ? `&count=${count}` : ''}`)).body
        .items.length
    for (const { text, counts } of [...line.parts, ...(line.shortcoming ?? [])] as Part[]) {
      if (counts === null || counts === 'value') continue
      const said = Number(/^\d+/.exec(text.replaceAll('.', ''))?.[0])
      expect(await rowsOf(countOf[counts]), `${line.key}: ${text}`).toBe(said)
      opened += 1
    }
    const value = (await rowsOf('in_time')) / ((await rowsOf('in_time')) + (await rowsOf('late')))
    if (line.figure.value !== null) expect(value).toBe(line.figure.value)
  }
  expect(opened).toBeGreaterThanOrEqual(6)
})

test('the rows are kept in a file as they counted, all or those of one number', async () => {
  const { id } = await write()
  const sheetOf = async (query = '') => {
    const { bytes, status } = await person.get(`/api/reports/${id}/lines/${key}/rows.xlsx${query}`)
    expect(status).toBe(200)
    return readZip(bytes)['xl/worksheets/sheet1.xml'] ?? ''
  }
  const rowsOf = (sheet: string) => sheet.match(/<row /g)?.length ?? 0
  expect(rowsOf(await sheetOf())).toBe(7)
  const late = await sheetOf('?count=late')
  expect(rowsOf(late)).toBe(2)
  expect(late).toContain('Trễ hạn')
  expect(late).not.toContain('Đúng hạn')
  expect(await sheetOf('?count=late&lang=en')).toContain('Counted as')
})

test('a target that is set later does not change what was written', async () => {
  const before = await write()
  const leader = await centre.signIn('lanh-dao', 'mat khau cua lanh-dao 2026')
  await leader.post(`/api/indicators/${key}/targets`, {
    ...{ period: thisMonth(), value: 0.5, responsibleId: null, why: 'Hạ mục tiêu' },
  })
  const after = (await person.get(`/api/reports/${before.id}`)).body
  expect(after.lines[0]).toMatchObject({ target: 0.9, text: before.lines[0].text })
  expect((await write()).lines[0]).toMatchObject({ target: 0.5, shortcoming: expect.anything() })
})

test('the document has the parts of the paper, a draft until it is approved', async () => {
  const { id } = await write()
  await person.post(`/api/reports/${id}/texts`, { section: 'proposals', text: 'Bổ sung trạm đo.\nThay pin.' })
  const textOf = async () => {
    const { bytes } = await person.get(`/api/reports/${id}/document.docx`)
    return (await mammoth.extractRawText({ buffer: bytes })).value
  }
  const draft = await textOf()
  const order = [
    'DỰ THẢO LẦN 1',
    'I. Kết quả',
    '1. Trực và điều hành',
    'II. Tồn tại, hạn chế',
    'III. Đề xuất, kiến nghị',
    'Bổ sung trạm đo.',
    'Thay pin./.',
  ]
  const places = order.map((part) => draft.indexOf(part))
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places[0]).toBeGreaterThan(-1)
  await person.post(`/api/reports/${id}/send`)
  await (await centre.signIn('lanh-dao', 'mat khau cua lanh-dao 2026')).post(`/api/reports/${id}/approve`)
  expect(await textOf()).not.toContain('DỰ THẢO')
})

test('a report of before there were targets, fields and approval opens as it was', async () => {
  const { id, lines } = await write()
  await centre.admin.query(
    `update platform.report_line set section = null, shortcoming = null, target = null, better = null, basis = null, quality = null,
      responsible = null where report_id = $1`,
    [id],
  )
  const { status, body } = await person.get(`/api/reports/${id}`)
  expect(status).toBe(200)
  expect(body).toMatchObject({ state: 'draft', version: 1, texts: [], steps: [] })
  expect(body.lines[0]).toMatchObject({ section: 'Trực và điều hành', quality: null, text: lines[0].text })
  expect((await person.get(`/api/reports/${id}/document.docx`)).status).toBe(200)
})
