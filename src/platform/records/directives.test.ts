import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { readZip } from '../../../test/read-zip.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
/** Gives directives: the office of the people's committee. */
let issuer: Person
/** Has to carry them out: agriculture and environment. */
let lead: Person
let stranger: Person
let issuerId: number
let leadId: number

beforeAll(async () => {
  centre = await openTestCentre()
  issuer = await centre.officer('giao-viec', 'H57.901')
  lead = await centre.officer('chu-tri', 'H57.907')
  stranger = await centre.officer('nguoi-ngoai', 'H57.909')
  issuerId = await centre.agencyId('H57.901')
  leadId = await centre.agencyId('H57.907')
})
afterAll(() => centre.close())

const address = '/api/directives/directives'

/** A day of the local calendar, so many days from today. */
const day = (days: number) => new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10)
const year = day(0).slice(0, 4)

async function attach(person: Person, path: string, name = 'quy-che.pdf', content = 'nội dung') {
  const form = new FormData()
  form.append('file', new Blob([content], { type: 'application/pdf' }), name)
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  const answer = await centre.app.inject({
    method: 'POST',
    url: `${path}/files`,
    headers: { cookie: person.cookie, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json() }
}

async function draft(values: object = {}) {
  const body = {
    agencyId: issuerId,
    values: { title: 'Rà soát quy chế vận hành Trung tâm IOC', lead: leadId, ...values },
  }
  return made(await issuer.post(address, body), 'draft')
}

const move = async (person: Person, id: string, key: string, body: object = {}) => {
  const { body: record } = await person.get(`${address}/${id}`)
  return person.post(`${address}/${id}/moves/${key}`, { version: record?.version ?? 1, ...body })
}

async function issued(values: object = {}) {
  const { id } = await draft(values)
  return made(await move(issuer, id, 'issue'), 'issue')
}

test('from a working session to a finished directive, each by who may', async () => {
  const session = made(
    await issuer.post('/api/directives/working-sessions', {
      agencyId: issuerId,
      values: { title: 'Làm việc về IOC', held_on: day(-2) },
    }),
    'session',
  )
  const notice = made(
    await issuer.post('/api/directives/notices', {
      agencyId: issuerId,
      values: {
        title: 'Kết luận về Trung tâm IOC',
        session: session.id,
        document_number: '512/TB-UBND',
        signed_on: day(-1),
      },
    }),
    'notice',
  )
  const at = `/api/directives/notices/${notice.id}`
  expect(await issuer.post(`${at}/moves/issue`, { version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'evidence_missing' },
  })
  expect((await attach(issuer, at)).status).toBe(201)
  const signed = made(await issuer.post(`${at}/moves/issue`, { version: 1 }), 'issue notice')
  expect(signed).toMatchObject({
    number: `TB-H57.901-${year}-0001`,
    state: 'issued',
    refs: { records: [{ id: session.id }] },
  })

  const { id } = await draft({ notice: notice.id, due_on: day(40) })
  expect(await lead.get(`${address}/${id}`), 'a draft is the owner’s alone').toMatchObject({ status: 404 })
  const directive = made(await move(issuer, id, 'issue'), 'issue')
  expect(directive).toMatchObject({
    number: `CD-H57.901-${year}-0001`,
    state: 'assigned',
    deadlines: [
      { rule: 'acceptance', stoppedAt: null },
      { rule: 'completion', stoppedAt: null, state: 'in_time' },
    ],
  })
  const [, completion] = directive.deadlines
  expect(completion.dueAt >= `${day(40)}T`, 'not before the office closes on the day, or the next it opens').toBe(true)
  expect(await stranger.get(`${address}/${id}`)).toMatchObject({ status: 404 })
  expect(await move(issuer, id, 'accept'), 'not the issuer’s move').toMatchObject({
    status: 403,
    body: { code: 'not_your_move' },
  })
  made(await move(lead, id, 'accept'), 'accept')
  made(await move(lead, id, 'start'), 'start')
  expect(await move(lead, id, 'submit')).toMatchObject({
    status: 400,
    body: { code: 'field_missing', errors: [{ path: 'values.result' }] },
  })
  expect(await move(lead, id, 'submit', { values: { result: 'Đã trình' } })).toMatchObject({
    body: { code: 'evidence_missing' },
  })
  expect((await attach(lead, `${address}/${id}`)).status).toBe(201)
  made(await move(lead, id, 'submit', { values: { result: 'Đã trình' } }), 'submit')
  expect(await move(lead, id, 'approve'), 'one’s own result').toMatchObject({ body: { code: 'not_your_move' } })
  expect(await move(issuer, id, 'send_back')).toMatchObject({ status: 400, body: { code: 'comment_missing' } })
  made(await move(issuer, id, 'send_back', { comment: 'Thiếu tờ trình' }), 'send back')
  made(await move(lead, id, 'submit'), 'submit again')
  const done = made(await move(issuer, id, 'approve'), 'approve')
  expect(done).toMatchObject({ state: 'completed', values: { result: 'Đã trình' } })
  expect(done.deadlines.map((clock: { state: string }) => clock.state)).toEqual(['done_in_time', 'done_in_time'])
  expect(done.moves.every(({ refusal }: { refusal: unknown }) => refusal !== null)).toBe(true)

  const { body: history } = await lead.get(`${address}/${id}/history`)
  expect(
    history.items.map((entry: { kind: string; move: string | null }) => entry.move ?? entry.kind).reverse(),
  ).toEqual(['created', 'issue', 'accept', 'start', 'file_added', 'submit', 'send_back', 'submit', 'approve'])
  expect(history.items[0].by.name).toBe('Cán bộ giao-viec')
  expect(history.items.at(-2).changes).toEqual({ number: { from: null, to: `CD-H57.901-${year}-0001` } })

  const { body: file } = await issuer.get(`${address}/${id}`)
  const bytes = await issuer.get(`${address}/${id}/files/${file.files[0].id}`)
  expect(bytes.bytes.toString('utf8')).toBe('nội dung')
  expect(await stranger.get(`${address}/${id}/files/${file.files[0].id}`)).toMatchObject({ status: 404 })
})

test('two people who edit one directive: the second is told who changed what, and overwrites nothing', async () => {
  const other = await centre.officer('giao-viec-hai', 'H57.901')
  const { id, version } = await draft()
  made(await other.patch(`${address}/${id}`, { version, values: { product: 'Báo cáo' } }), 'first edit')
  const second = await issuer.patch(`${address}/${id}`, { version, values: { product: 'Quy chế', title: 'Khác' } })
  expect(second).toMatchObject({
    status: 409,
    body: { code: 'edited_meanwhile', errors: [{ path: 'values.product' }] },
  })
  expect(second.body.detail).toContain('Cán bộ giao-viec-hai')
  expect((await issuer.get(`${address}/${id}`)).body).toMatchObject({ version: 2, values: { product: 'Báo cáo' } })
  const same = made(
    await issuer.patch(`${address}/${id}`, { version: 2, values: { product: 'Báo cáo' } }),
    'the same again',
  )
  expect(same.version, 'what changes nothing is no version').toBe(2)
  const both = await Promise.all(
    ['Một', 'Hai', 'Ba', 'Bốn'].map((product) => issuer.patch(`${address}/${id}`, { version: 2, values: { product } })),
  )
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
})

test('what was issued is not edited, what is final is not touched', async () => {
  const { id, version } = await issued()
  expect(await issuer.patch(`${address}/${id}`, { version, values: { due_on: day(90) } })).toMatchObject({
    status: 409,
    body: { code: 'not_editable', errors: [{ path: 'values.due_on' }] },
  })
  const gone = made(await move(issuer, id, 'cancel', { comment: 'Giao nhầm' }), 'cancel')
  const clocks = gone.deadlines.map(({ state }: { state: string }) => state)
  expect(clocks, 'nothing was done in time').toEqual(clocks.map(() => 'dismissed'))
  expect(clocks.length).toBeGreaterThan(0)
  expect(gone.number, 'a cancelled one keeps its number').toMatch(/^CD-H57\.901-\d{4}-\d{4}$/)
  expect((await attach(issuer, `${address}/${id}`)).status).toBe(409)
})

test('more time is asked before the directive is due and decided by who gave it', async () => {
  const { id } = await issued({ due_on: day(20) })
  const ask = async (person: Person, values: object) =>
    person.post('/api/directives/extensions', {
      agencyId: leadId,
      values: { reason: 'Chờ ý kiến bộ', directive: id, new_due_on: day(60), approver: issuerId, ...values },
    })
  const extension = made(await ask(lead, {}), 'extension')
  const at = `/api/directives/extensions/${extension.id}/moves`
  made(await lead.post(`${at}/ask`, { version: 1 }), 'ask')
  expect(await lead.post(`${at}/approve`, { version: 2 })).toMatchObject({
    status: 403,
    body: { code: 'not_your_move' },
  })
  made(await issuer.post(`${at}/approve`, { version: 2 }), 'approve')
  expect((await lead.get(`${address}/${id}`)).body).toMatchObject({
    values: { due_on: day(60) },
    deadlines: [{}, { rule: 'completion', dueAt: expect.toSatisfy((dueAt: string) => dueAt >= `${day(60)}T`) }],
  })

  const own = made(await ask(lead, { approver: leadId }), 'names oneself')
  made(await lead.post(`/api/directives/extensions/${own.id}/moves/ask`, { version: 1 }), 'ask')
  expect(await lead.post(`/api/directives/extensions/${own.id}/moves/approve`, { version: 2 })).toMatchObject({
    status: 403,
    body: { code: 'not_your_move' },
  })

  const late = await issued({ due_on: day(-20) })
  const tooLate = made(await ask(lead, { directive: late.id }), 'late')
  expect(await lead.post(`/api/directives/extensions/${tooLate.id}/moves/ask`, { version: 1 })).toMatchObject({
    status: 409,
    body: { code: 'too_late' },
  })
  expect((await issuer.get(`${address}?deadline=overdue`)).body.items.map((item: { id: string }) => item.id)).toEqual([
    late.id,
  ])
})

test.for([
  [{ title: '' }, 'values.title'],
  [{ title: 'x', due_on: '2026-02-30' }, 'values.due_on'],
  [{ title: 'x', lead: 99_999 }, 'values.lead'],
  [{ title: 'x', notice: '019ab0c0-0000-7000-8000-000000000000' }, 'values.notice'],
  [{ title: 'x', surprise: 1 }, 'values.surprise'],
  [{}, 'values.title'],
] as const)('values %j are refused at %s', async ([values, path]) => {
  const answer = await issuer.post(address, { agencyId: issuerId, values })
  expect(answer.status, JSON.stringify(answer.body)).toBe(400)
  expect(answer.body.errors.map((error: { path: string }) => error.path)).toContain(path)
})

test('a list is filtered, found without diacritics, sorted and walked page by page', async () => {
  const person = await centre.officer('nhieu-viec', 'H57.912')
  const agencyId = await centre.agencyId('H57.912')
  const days = ['2026-12-03', null, '2026-12-01', '2026-12-02', null, '2026-12-01']
  for (const [index, due_on] of days.entries()) {
    const values = { title: `Việc ${index} ở Hương Trà`, due_on, product: index % 2 ? 'Đề án' : null }
    made(await person.post(address, { agencyId, values }), 'draft')
  }
  const walk = async (query: string) => {
    const seen: (string | null)[] = []
    for (let next: string | null = `${address}?limit=2&${query}`; next; ) {
      const { body } = await person.get(next)
      seen.push(...body.items.map((item: { values: { due_on: string | null } }) => item.values.due_on))
      next = body.next
    }
    return seen
  }
  expect(await walk('sort=due_on')).toEqual(['2026-12-01', '2026-12-01', '2026-12-02', '2026-12-03', null, null])
  expect(await walk('sort=-due_on')).toEqual(['2026-12-03', '2026-12-02', '2026-12-01', '2026-12-01', null, null])
  expect(await walk('text=hƣơng tra de an')).toHaveLength(3)
  expect(await walk('state=assigned,accepted')).toHaveLength(0)
  for (const query of ['sort=lead', 'sort=nothing', 'state=nowhere', 'after=x', 'deadline=x'])
    expect((await person.get(`${address}?${query}`)).status, query).toBe(400)
})

test('an administrator’s field is in API and export at once; removed, its values stay', async () => {
  const administrator = await centre.administrator()
  const field = {
    kind: 'choice',
    label: { vi: 'Mức độ', en: 'Urgency' },
    options: [{ key: 'high', label: { vi: 'Hoả tốc', en: 'High' } }],
  }
  const wanted = { recordType: 'directives.directive', key: 'urgency', field }
  const added = made(await administrator.post('/api/extra-fields', wanted), 'field')
  expect(await administrator.post('/api/extra-fields', wanted)).toMatchObject({ status: 409 })
  expect(await administrator.post('/api/extra-fields', { ...wanted, key: 'title' })).toMatchObject({ status: 400 })
  expect((await issuer.post('/api/extra-fields', wanted)).status === 201 ? 'made' : 'refused').toBe('refused')
  const { id, version } = await draft({ title: '=HYPERLINK("http://x")' })
  expect(await issuer.patch(`${address}/${id}`, { version, extra: { urgency: 'low' } })).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'extra.urgency' }] },
  })
  made(await issuer.patch(`${address}/${id}`, { version, extra: { urgency: 'high' } }), 'edit')
  const csv = (await issuer.get(`${address}/export.csv`)).bytes.toString('utf8')
  expect(csv.startsWith('\ufeffSố,Nhiệm vụ')).toBe(true)
  expect(csv).toContain('Mức độ')
  const line = csv.split('\r\n').find((one) => one.includes('HYPERLINK'))
  expect(line).toContain(`"'=HYPERLINK(""http://x"")"`)
  expect(line).toContain('Hoả tốc')
  expect((await administrator.delete(`/api/extra-fields/${added.id}`)).status).toBe(204)
  expect((await issuer.get(`${address}/${id}`)).body.extra).toEqual({ urgency: 'high' })
  expect(await issuer.patch(`${address}/${id}`, { version: 2, extra: { urgency: 'high' } })).toMatchObject({
    status: 400,
  })
  const types = (await issuer.get('/api/record-types')).body.items
  expect(types.map((type: { key: string }) => type.key)).toContain('directives.directive')
  expect(types.find((type: { key: string }) => type.key === 'directives.directive')).toMatchObject({
    extraFields: [],
    may: { create: true },
  })
})

test('a workbook holds texts as texts, whatever they begin with', async () => {
  await draft({ title: '=1+1 & <b>' })
  const { bytes, status } = await issuer.get(`${address}/export.xlsx?lang=en`)
  expect(status).toBe(200)
  const sheet = readZip(bytes)['xl/worksheets/sheet1.xml']
  expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=1+1 &amp; &lt;b&gt;</t></is></c>')
  expect(sheet).not.toContain('<f>')
})
