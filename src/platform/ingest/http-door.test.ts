import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import { createCredential, revokeCredential } from './credentials.ts'

let centre: TestCentre
let address: string
let province: string
let device: string

const basic = (name: string, secret: string) => `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`
const makeCredential = async (name: string, assetCodes: string[] | null, agencyId: number | null = null) =>
  basic(name, await centre.wall.service((tx) => createCredential(tx, { name, assetCodes, agencyId })))

beforeAll(async () => {
  centre = await openTestCentre()
  await centre.app.listen({ host: '127.0.0.1', port: 0 })
  const at = centre.app.server.address()
  address = `http://127.0.0.1:${typeof at === 'object' ? at?.port : ''}/api/ingest/readings`
  province = await makeCredential('cổng tỉnh', null)
  device = await makeCredential('tram', ['phu-oc'])
})
afterAll(() => centre.close())

interface Sent {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any
  readonly headers: Headers
}
async function send(
  body: string | Buffer | object,
  headers: Record<string, string> = {},
  authorization = province,
): Promise<Sent> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization, ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? new Uint8Array(Buffer.from(body)) : JSON.stringify(body),
  })
  return { status: response.status, body: await response.json(), headers: response.headers }
}
const lines = { 'content-type': 'application/x-ndjson' }

let lastMs = Date.now() - 40 * 3_600_000
/** A time that no other test used. */
function nextAt(): string {
  lastMs += 1_000
  return new Date(lastMs).toISOString()
}
const reading = (more: object = {}) => ({ asset: 'phu-oc', series: 'water_level', at: nextAt(), value: 1, ...more })
const readingsOf = (count: number) => Array.from({ length: count }, () => reading())
const storedAt = async (ats: readonly string[]): Promise<number> =>
  (await centre.admin.query('select from platform.reading where at = any($1)', [ats])).rowCount ?? 0
const lastLetter = async () =>
  (await centre.admin.query('select id from platform.dead_letter order by id desc limit 1')).rows[0]?.id ?? 0
const lettersAfter = async (id: number) =>
  (
    await centre.admin.query(
      'select topic, payload, reason, detail, sender, via from platform.dead_letter where id > $1 order by id',
      [id],
    )
  ).rows

test('a list, an object with a list and lines are taken, packed or not, and each reading is told of', async () => {
  const [a, b, c, d] = [readingsOf(2), readingsOf(2), readingsOf(2), readingsOf(2)]
  const asLines = (list: object[]) => `${list.map((one) => JSON.stringify(one)).join('\r\n\n')}\n`
  const gzip = { 'content-encoding': 'gzip' }
  const answers = [
    await send(a),
    await send({ readings: b }),
    await send(asLines(c), lines),
    await send(gzipSync(asLines(d)), { ...lines, ...gzip }),
  ]
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    expect(body).toMatchObject({ stored: 2, duplicate: 0, corrected: 0, refused: 0 })
  }
  expect(answers[0]?.body.results).toEqual([
    { index: 0, outcome: 'stored' },
    { index: 1, outcome: 'stored' },
  ])
  expect(answers[2]?.body.results).toEqual([
    { index: 0, line: 1, outcome: 'stored' },
    { index: 1, line: 3, outcome: 'stored' },
  ])
  expect(await storedAt([...a, ...b, ...c, ...d].map(({ at }) => at))).toBe(8)
  expect((await send([])).body).toEqual({ stored: 0, duplicate: 0, corrected: 0, refused: 0, results: [] })
})

test('the sender is told after the commit, and not before', async () => {
  const blocker = new pg.Client(centre.database.admin)
  await blocker.connect()
  await blocker.query('begin; lock table platform.reading_batch in access exclusive mode')
  const one = reading()
  let isTold = false
  const told = send([one]).then((answer) => {
    isTold = true
    return answer
  })
  await until('the transaction waits for the lock', async () => {
    const { rowCount } = await centre.admin.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query ilike '%with known as%'",
    )
    return rowCount === 1
  })
  expect(isTold).toBe(false)
  expect(await storedAt([one.at])).toBe(0)
  await blocker.query('commit')
  expect((await told).status).toBe(200)
  expect(await storedAt([one.at])).toBe(1)
  await blocker.end()
})

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`
const bad: [string, string | Buffer, string][] = [
  ['what is no JSON', '{', 'bad_payload'],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'bad_payload'],
  ['a NUL in the asset', '{"asset":"a\\u0000b","series":"water_level"}', 'bad_payload'],
  ['half of a pair', '{"asset":"\\ud800","series":"water_level"}', 'bad_payload'],
  ['NaN', '{"asset":"phu-oc","series":"water_level","at":"now","value":NaN}', 'bad_payload'],
  ['infinity', '{"asset":"phu-oc","series":"water_level","at":"now","value":1e999}', 'bad_payload'],
  ['nesting of 10,000', nested(10_000), 'bad_payload'],
  [
    'nesting within a reading',
    `{"asset":"phu-oc","series":"water_level","at":"now","value":${nested(10_000)}}`,
    'bad_payload',
  ],
  ['a number in quotes', '{"asset":"phu-oc","series":"water_level","at":"now","value":"1"}', 'bad_payload'],
  ['a list', '[]', 'bad_payload'],
  ['null', 'null', 'bad_payload'],
  ['no asset', '{"series":"water_level","at":"now","value":1}', 'bad_payload'],
  ['an unknown asset', '{"asset":"nowhere","series":"water_level","at":"now","value":1}', 'unknown_series'],
  ['an unknown series', '{"asset":"phu-oc","series":"wind","at":"now","value":1}', 'unknown_series'],
  ['1970', '{"asset":"phu-oc","series":"water_level","at":"1970-01-01T00:00:00Z","value":1}', 'time_out_of_bounds'],
  ['2099', '{"asset":"phu-oc","series":"water_level","at":"2099-01-01T00:00:00Z","value":1}', 'time_out_of_bounds'],
  ['local time as UTC', '{"asset":"kim-long","series":"water_level","at":"+7h","value":1}', 'clock_offset'],
  ['SQL', `{"asset":"'; drop table platform.reading; --","series":"water_level","at":"now","value":1}`, 'bad_payload'],
  ['HTML', '{"asset":"phu-oc","series":"<script>alert(1)</script>","at":"now","value":1}', 'bad_payload'],
  ['a prototype', '{"__proto__":{"asset":"phu-oc"},"series":"water_level","at":"now","value":1}', 'bad_payload'],
]

test('each bad line becomes a dead letter with its reason, and costs no other line', async () => {
  const ahead = new Date(Date.now() + 7 * 3_600_000 - 120_000).toISOString()
  const filled = bad.map(([, line]) =>
    Buffer.isBuffer(line) ? line : Buffer.from(line.replace('"now"', `"${nextAt()}"`).replace('+7h', ahead)),
  )
  const good = filled.map(() => reading())
  const body = Buffer.concat(filled.flatMap((line, index) => [line, Buffer.from(`\n${JSON.stringify(good[index])}\n`)]))
  const before = await lastLetter()
  const { status, body: answer } = await send(body, lines)
  expect(status).toBe(200)
  expect(answer).toMatchObject({ stored: good.length, refused: bad.length })
  for (const [index, [name, , reason]] of bad.entries()) {
    expect(answer.results[2 * index], name).toMatchObject({ outcome: 'refused', reason, line: 2 * index + 1 })
    expect(answer.results[2 * index].detail, name).toMatch(/\w{3}/)
    expect(answer.results[2 * index + 1], name).toMatchObject({ outcome: 'stored' })
  }
  expect(await storedAt(good.map(({ at }) => at))).toBe(good.length)
  const letters = await lettersAfter(before)
  expect(letters).toHaveLength(bad.length)
  for (const line of filled) expect(letters.some(({ payload }) => payload.equals(line.subarray(0, 65_536)))).toBe(true)
  expect(letters.map(({ reason }) => reason).sort()).toEqual(bad.map(([, , reason]) => reason).sort())
})

test('a bad reading within a JSON list is refused by its place; one nested too deep to be shown too', async () => {
  const good = readingsOf(2)
  const text = `[${JSON.stringify(good[0])},${nested(10_000)},{"asset":1},${JSON.stringify(good[1])}]`
  const { body } = await send(text)
  expect(body.results.map((one: { outcome: string }) => one.outcome)).toEqual([
    'stored',
    'refused',
    'refused',
    'stored',
  ])
})

test.for([
  ['what is no JSON', '{"readings":['],
  ['nothing', ''],
  ['invalid UTF-8', Buffer.from([0x5b, 0xff, 0x5d])],
  ['a number', '12'],
  ['an object without a list', '{"reading":[]}'],
  ['another nesting', nested(10_000).slice(1)],
] as const)('a body that is %s is refused with a reason and kept as one dead letter', async ([, body]) => {
  const before = await lastLetter()
  const answer = await send(body)
  expect(answer).toMatchObject({ status: 400, body: { code: 'bad_body', detail: expect.stringMatching(/body/) } })
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(await lettersAfter(before)).toMatchObject([{ reason: 'bad_payload', via: 'http', sender: 'cổng tỉnh' }])
})

test('a body of 50 MB and a gzip bomb are refused with a size, other packings and types by name', async () => {
  const large = Buffer.alloc(50 * 1024 * 1024, 0x20)
  const dropped = await send(large).catch((error: Error) => ({ status: 413, body: { code: String(error.cause) } }))
  // A client that goes on writing may lose the connection before it reads why.
  expect(dropped.status).toBe(413)
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024, 0x5b))
  expect(bomb.length).toBeLessThan(1024 * 1024)
  const refused = await send(bomb, { 'content-encoding': 'gzip' })
  expect(refused).toMatchObject({
    status: 413,
    body: { code: 'too_large', detail: expect.stringContaining('8388608') },
  })
  expect(await send('x', { 'content-encoding': 'gzip' })).toMatchObject({ status: 400, body: { detail: /gzip/ } })
  expect(await send('x', { 'content-encoding': 'br' })).toMatchObject({ status: 415 })
  expect(await send('<a/>', { 'content-type': 'text/xml' })).toMatchObject({ status: 415 })
  expect(await send(Array.from({ length: 10_001 }, () => 1))).toMatchObject({
    status: 413,
    body: { code: 'too_many_readings' },
  })
})

test('a device speaks for its own assets only; wrong credentials are refused, and soon not listened to', async () => {
  const { body } = await send([reading(), reading({ asset: 'kim-long' })], {}, device)
  expect(body.results).toMatchObject([{ outcome: 'stored' }, { outcome: 'refused', reason: 'foreign_asset' }])
  const bearer = Buffer.from(device.slice(6), 'base64').toString('utf8')
  expect((await send([reading()], {}, `Bearer ${bearer}`)).body).toMatchObject({ stored: 1 })

  expect(await send([reading()], { authorization: '' })).toMatchObject({ status: 401 })
  const statuses: number[] = []
  for (let attempt = 0; attempt < 12; attempt++) statuses.push((await send([], {}, basic('tram', 'sai'))).status)
  expect(statuses.slice(0, 10)).toEqual(Array.from({ length: 10 }, () => 401))
  expect(statuses.slice(10)).toEqual([429, 429])
  const late = await send([], {}, basic('tram', 'sai'))
  expect(late.headers.get('retry-after')).toMatch(/^\d+$/)
  // Right before, however long ago, the device is not shut out by somebody who guesses.
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: Date.now() + 20_000 })
  expect((await send([reading({ at: new Date(Date.now() - 40_000).toISOString() })], {}, device)).status).toBe(200)
  vi.useRealTimers()

  const gone = await makeCredential('sap thoi', null)
  await centre.wall.service((tx) => revokeCredential(tx, 'sap thoi'))
  expect(await send([reading()], {}, gone)).toMatchObject({ status: 401 })
})

test('a correction replaces the value and keeps the old one with who and when; without the word it is a dead letter', async () => {
  const one = reading({ asset: 'kim-long', at: new Date(Date.now() - 1_000).toISOString(), value: 1.2 })
  const outcomes = async (...list: object[]) =>
    (await send(list)).body.results.map((result: { outcome: string }) => result.outcome)
  expect(await outcomes(one, { ...one, correction: true })).toEqual(['stored', 'duplicate'])
  expect(await outcomes({ ...one, value: 1.3 })).toEqual(['refused'])
  expect(await outcomes({ ...one, value: 1.4, correction: true }, { ...one, value: 1.5, correction: true })).toEqual([
    'corrected',
    'corrected',
  ])
  const payload = Buffer.from(JSON.stringify({ at: one.at, value: 1.6, correction: true }))
  const sender = { name: 'mqtt-gateway', assetCodes: null, agencyId: null }
  const topic = 'nhip/v1/kim-long/water_level'
  expect(await centre.ingest.submit({ topic, payload, via: 'mqtt', sender, receivedAt: new Date() })).toBe('corrected')
  const { rows } = await centre.admin.query(
    `select old_value, new_value, old_sender, sender, agency_id, corrected_at > now() - interval '1 minute' as recent
    from platform.reading_correction where at = $1 order by id`,
    [one.at],
  )
  const agency_id = await centre.agencyId('H57.907')
  const by = { sender: 'cổng tỉnh', old_sender: 'cổng tỉnh', agency_id, recent: true }
  expect(rows).toEqual([
    { ...by, old_value: 1.2, new_value: 1.4 },
    { ...by, old_value: 1.4, new_value: 1.5 },
    { ...by, old_value: 1.5, new_value: 1.6, sender: 'mqtt-gateway' },
  ])
  const administrator = await centre.administrator()
  expect((await administrator.get('/api/assets/kim-long')).body.series[0]).toMatchObject({ lastValue: 1.6 })
  const { body } = await administrator.get('/api/readings/corrections?asset=kim-long&series=water_level&limit=2')
  expect(body).toMatchObject({
    items: [
      { at: one.at, oldValue: 1.5, newValue: 1.6, sender: 'mqtt-gateway', oldSender: 'cổng tỉnh' },
      { at: one.at, oldValue: 1.4, newValue: 1.5 },
    ],
    truncated: true,
  })
})

test('values whose clock labels local time as UTC are refused, the older ones of the same request too', async () => {
  const shifted = (agoMs: number) => new Date(Date.now() + 7 * 3_600_000 - agoMs).toISOString()
  const list = [60_000, 3_600_000, 8 * 3_600_000, 20 * 3_600_000].map((agoMs) => reading({ at: shifted(agoMs) }))
  const { body } = await send([...list, reading({ asset: 'kim-long' })])
  expect(body).toMatchObject({ stored: 1, refused: 4 })
  for (const result of body.results.slice(0, 4)) expect(result).toMatchObject({ reason: 'clock_offset' })
  expect(body.results[0].detail).toContain('+07:00')
})

test('fifty senders share commits with one poisoned row, and nothing else is lost', async () => {
  await centre.admin.query('alter table platform.reading add constraint poison check (value <> 666)')
  const lists = Array.from({ length: 50 }, (_, index) => [
    ...readingsOf(3),
    ...(index === 17 ? [reading({ value: 666 })] : []),
  ])
  const answers = await Promise.all(lists.map((list) => send(list)))
  await centre.admin.query('alter table platform.reading drop constraint poison')
  for (const [index, { status, body }] of answers.entries()) {
    expect(status).toBe(200)
    expect(body).toMatchObject({ stored: 3, refused: index === 17 ? 1 : 0 })
  }
  expect(answers[17]?.body.results[3]).toMatchObject({
    reason: 'refused_by_store',
    detail: expect.stringContaining('poison'),
  })
  expect(await storedAt(lists.flat().map(({ at }) => at))).toBe(150)
})

test('sixteen senders of the same readings in different orders store each once', async () => {
  const list = Array.from({ length: 400 }, (_, index) => reading({ asset: index % 2 ? 'phu-oc' : 'kim-long' }))
  const turned = (by: number) => [...list.slice(by), ...list.slice(0, by)]
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, index) => send(index % 2 ? turned(index * 20) : turned(index * 20).reverse())),
  )
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
  const sum = (key: string) => answers.reduce((total, { body }) => total + body[key], 0)
  expect([sum('stored'), sum('duplicate'), sum('refused')]).toEqual([400, 15 * 400, 0])
  expect(await storedAt(list.map(({ at }) => at))).toBe(400)
})

test('a database whose disk is full is told as such, with when to come again, and /readyz says so until readings are stored', async () => {
  const ready = async () => {
    const { statusCode, body } = await centre.app.inject({ method: 'GET', url: '/readyz' })
    return { status: statusCode, code: JSON.parse(body).code }
  }
  await centre.admin.query(`create function lack_room() returns trigger language plpgsql as
      $$ begin raise exception 'could not extend file: No space left on device' using errcode = 'disk_full'; end $$;
    create trigger lack_room before insert on platform.reading for each row execute function lack_room()`)
  const one = reading()
  const answer = await send([one])
  expect(answer).toMatchObject({ status: 507, body: { code: 'disk_full', detail: expect.stringContaining('disk') } })
  expect(answer.headers.get('retry-after')).toBe('30')
  expect(await ready()).toEqual({ status: 503, code: 'disk_full' })
  await centre.admin.query('drop function lack_room cascade')
  expect((await send([one])).body).toMatchObject({ stored: 1, refused: 0 })
  expect(await ready()).toEqual({ status: 200, code: undefined })
})

test('an asset that is retired or given away is seen by the next request', async () => {
  const admin = await centre.administrator()
  const farm = await centre.agencyId('H57.907')
  const mine = await makeCredential('cổng sở', null, farm)
  const made = await admin.post('/api/assets', {
    code: 'tram-roi',
    type: 'river_station',
    name: 'Trạm',
    agencyId: farm,
    attributes: {},
  })
  expect(made.status).toBe(201)
  expect((await send([reading({ asset: 'tram-roi' })], {}, mine)).body).toMatchObject({ stored: 1 })
  await centre.admin.query("update platform.asset set agency_id = $1 where code = 'tram-roi'", [
    await centre.agencyId('H57.909'),
  ])
  const moved = await send([reading({ asset: 'tram-roi' }), reading({ asset: 'phu-oc' })], {}, mine)
  expect(moved.body.results).toMatchObject([{ reason: 'foreign_asset' }, { outcome: 'stored' }])
  await centre.admin.query("update platform.asset set retired_at = now() where code = 'tram-roi'")
  expect((await send([reading({ asset: 'tram-roi' })])).body.results).toMatchObject([{ reason: 'unknown_series' }])
})

test('a key is done once: again, at the same time and from elsewhere it gets the same answer; another body is refused', async () => {
  const key = { 'idempotency-key': 'lan-1' }
  const list = [...readingsOf(3), { asset: 'nowhere', series: 'x', at: nextAt(), value: 1 }]
  const before = await lastLetter()
  const answers = await Promise.all(Array.from({ length: 8 }, () => send(list, key)))
  for (const { status, body } of answers) {
    expect(status).toBe(200)
    expect(body).toEqual(answers[0]?.body)
  }
  expect(answers[0]?.body).toMatchObject({ stored: 3, duplicate: 0, refused: 1 })
  expect((await send(list, key)).body).toEqual(answers[0]?.body)
  expect(await lettersAfter(before)).toHaveLength(1)
  expect(await send([reading()], key)).toMatchObject({ status: 422, body: { code: 'key_reused' } })
  // The key belongs to who sent it; a day later it is free.
  expect((await send([reading()], key, device)).body).toMatchObject({ stored: 1 })
  await centre.admin.query("update platform.ingest_answer set at = now() - interval '25 hours'")
  expect((await send([reading()], key)).body).toMatchObject({ stored: 1 })
  expect(await send([], { 'idempotency-key': 'x'.repeat(201) })).toMatchObject({ status: 400 })
})

test('a request that fails leaves neither readings nor an answer to its key', async () => {
  const one = reading()
  const key = { 'idempotency-key': 'lan-2' }
  await centre.admin.query('revoke insert on platform.ingest_answer from nhip_service')
  expect((await send([one], key)).status).toBe(500)
  expect(await storedAt([one.at])).toBe(0)
  await centre.admin.query('grant insert on platform.ingest_answer to nhip_service')
  expect((await send([one], key)).body).toMatchObject({ stored: 1 })
})

test('curl sends lines, packed or not', async () => {
  const run = promisify(execFile)
  const auth = Buffer.from(province.slice(6), 'base64').toString('utf8')
  const one = reading()
  const { stdout } = await run('curl', [
    ...[
      '-sS',
      '-u',
      auth,
      '-H',
      'content-type: application/x-ndjson',
      '--data-binary',
      `${JSON.stringify(one)}\n`,
      address,
    ],
  ])
  expect(JSON.parse(stdout)).toMatchObject({ stored: 1, refused: 0 })
  expect(await storedAt([one.at])).toBe(1)
})

test('random bytes at the door never make it fail', async () => {
  const types = fc.constantFrom('application/json', 'application/x-ndjson')
  const bodies = fc.oneof(
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.json().map((text) => Buffer.from(text)),
    fc.array(fc.anything()).map((list) => Buffer.from(fc.stringify(list))),
    fc
      .string({ unit: 'binary' })
      .map((asset) => Buffer.from(JSON.stringify([{ asset, series: asset, at: asset, value: 1 }]))),
  )
  const encodings = fc.constantFrom(undefined, undefined, 'gzip')
  await fc.assert(
    fc.asyncProperty(types, bodies, encodings, async (type, payload, encoding) => {
      const headers = {
        'content-type': type,
        authorization: province,
        ...(encoding && { 'content-encoding': encoding }),
      }
      const answer = await centre.app.inject({ method: 'POST', url: '/api/ingest/readings', headers, payload })
      expect([200, 400]).toContain(answer.statusCode)
    }),
    { numRuns: 2_000 },
  )
  expect((await send([reading()])).body).toMatchObject({ stored: 1 })
}, 120_000)
