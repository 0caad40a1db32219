import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import type { Sender } from './incoming.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

const province: Sender = { name: 'cổng tỉnh', assetCodes: null, agencyId: null }
let lastMs = Date.now() - 3_600_000
/** A time that no other test used. */
function nextAt(): string {
  lastMs += 1_000
  return new Date(lastMs).toISOString()
}

const submit = (body: object, asset = 'phu-oc', sender = province) =>
  centre.ingest.submit({
    topic: `nhip/v1/${asset}/water_level`,
    payload: Buffer.from(JSON.stringify(body)),
    via: 'mqtt',
    sender,
    receivedAt: new Date(),
  })

const lettersOf = async (text: string) => {
  const { rows } = await centre.admin.query(
    "select reason, detail, sender, agency_id, payload from platform.dead_letter where position($1 in encode(payload, 'escape')) > 0",
    [text],
  )
  return rows
}
const valuesAt = async (at: string) =>
  (await centre.admin.query('select value from platform.reading where at = $1', [at])).rows.map((row) => row.value)

test('what was sent twice is kept once; another value for the same instant is a dead letter', async () => {
  const at = nextAt()
  expect(await submit({ at, value: 1.25 })).toBe('stored')
  expect(await submit({ at, value: 1.25 })).toBe('duplicate')
  const local = `${new Date(Date.parse(at) + 7 * 3_600_000).toISOString().slice(0, -1)}+07:00`
  expect(await submit({ at: local, value: 1.25 }), 'the same instant in local time').toBe('duplicate')
  expect(await submit({ at, value: 1.26 })).toMatchObject({ reason: 'conflicting_value' })
  expect(await valuesAt(at)).toEqual([1.25])
  expect(await lettersOf(at)).toMatchObject([
    { reason: 'conflicting_value', sender: province.name, agency_id: await centre.agencyId('H57.907') },
  ])
})

test('the same holds within one batch', async () => {
  const at = nextAt()
  // All of these wait for the first and go into one transaction.
  const first = submit({ at: nextAt(), value: 0 })
  const outcomes = await Promise.all([1, 1, 2, 1].map((value) => submit({ at, value })))
  await first
  expect(outcomes).toEqual([
    'stored',
    'duplicate',
    expect.objectContaining({ reason: 'conflicting_value' }),
    'duplicate',
  ])
  expect(await valuesAt(at)).toEqual([1])
})

test('messages of one sender are committed in the order in which they came, though a second writer could overtake the first', async () => {
  const [device, others] = ['trạm', 'cổng khác'].map((name): Sender => ({ ...province, name }))
  const { rows } = await centre.admin.query(
    `select a.code, s.id from platform.series s join platform.asset a on a.id = s.asset_id
    where s.key = 'water_level' order by s.id limit 3`,
  )
  const [lowest, middle, highest] = rows
  await submit({ at: nextAt(), value: 0 }, lowest.code)
  await centre.admin.query('begin')
  await centre.admin.query('select from platform.last_value where series_id = $1 for update', [lowest.id])
  const committed: number[] = []
  const send = (turn: number) =>
    submit({ at: nextAt(), value: turn }, middle.code, device).then(() => committed.push(turn))
  // Goes together with one that must wait for the row.
  const first = [submit({ at: nextAt(), value: 1 }, lowest.code), send(1)]
  await until('the first writer waits', async () => {
    const { rows: waiting } = await centre.admin.query('select from pg_locks where not granted')
    return waiting.length > 0
  })
  const second = send(2)
  await Promise.all(Array.from({ length: 300 }, () => submit({ at: nextAt(), value: 2 }, highest.code, others)))
  expect(committed).toEqual([])
  await centre.admin.query('rollback')
  await Promise.all([...first, second])
  expect(committed).toEqual([1, 2])
})

test('a row that the store refuses costs none of its batch, and is kept as a dead letter', async () => {
  await centre.admin.query('alter table platform.reading add constraint poison check (value <> 666)')
  const times = Array.from({ length: 60 }, nextAt)
  const outcomes = await Promise.all(
    times.map((at, index) => submit({ at, value: index === 17 || index === 41 ? 666 : 1 })),
  )
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(58)
  for (const index of [17, 41]) {
    expect(outcomes[index]).toMatchObject({ reason: 'refused_by_store', detail: expect.stringContaining('poison') })
    expect(await lettersOf(times[index] ?? '')).toHaveLength(1)
    expect(await valuesAt(times[index] ?? '')).toEqual([])
  }
  const { rows } = await centre.admin.query('select count(*) from platform.reading where at = any($1)', [times])
  expect(rows[0].count).toBe(58)
  await centre.admin.query('alter table platform.reading drop constraint poison')
})

test('nothing is told as taken in when the transaction fails', async () => {
  const at = nextAt()
  await centre.admin.query('revoke insert on platform.reading_batch from nhip_service')
  await expect(submit({ at, value: 1 })).rejects.toThrow(/permission denied/)
  expect(await valuesAt(at)).toEqual([])
  await centre.admin.query('grant insert on platform.reading_batch to nhip_service')
  expect(await submit({ at, value: 1 })).toBe('stored')
})

test('a late value is kept, and the last value stays the latest', async () => {
  const [early, late] = [nextAt(), nextAt()]
  await submit({ at: late, value: 2 })
  expect(await submit({ at: early, value: 1 })).toBe('stored')
  const { rows } = await centre.admin.query(
    "select l.value, cardinality(l.beats) as beats from platform.last_value l join platform.series s on s.id = l.series_id join platform.asset a on a.id = s.asset_id where a.code = 'phu-oc'",
  )
  expect(rows).toMatchObject([{ value: 2 }])
  expect(rows[0].beats).toBeLessThanOrEqual(5)
})

test('a source time that no calendar can show does not make lists fail for everyone', async () => {
  const administrator = await centre.administrator()
  const outcomes = []
  for (const sourceAt of ['0000-01-01T00:00:00+07:00', '1601-01-01T00:00:00Z', '9999-12-31T23:59:59-10:00'])
    outcomes.push(await submit({ at: nextAt(), value: 1, sourceAt, origin: 'replayed' }))
  const measured = { at: nextAt(), value: 1, sourceAt: '1999-11-02T00:00:00+07:00', origin: 'replayed' }
  expect(await submit(measured, 'kim-long')).toBe('stored')
  expect((await administrator.get('/api/assets')).status).toBe(200)
  const officer = await centre.officer('truc', 'H57.907')
  expect((await officer.get('/api/readings?asset=phu-oc&series=water_level')).status).toBe(200)
  expect(outcomes).toMatchObject(outcomes.map(() => ({ reason: 'time_out_of_bounds' })))
})

test('draining waits for dead letters too', async () => {
  const bad = centre.ingest.submit({
    topic: 'elsewhere',
    payload: Buffer.from('drained'),
    via: 'mqtt',
    sender: province,
    receivedAt: new Date(),
  })
  await centre.ingest.drain()
  expect(await lettersOf('drained')).toMatchObject([{ reason: 'bad_topic' }])
  await bad
})

test('a device that sends late values only is not silent: silence goes by received time', async () => {
  await submit({ at: nextAt(), value: 2 }, 'kim-long')
  await centre.admin.query(`update platform.last_value set received_at = now() - interval '2 days'
    where series_id in (select s.id from platform.series s join platform.asset a on a.id = s.asset_id where a.code = 'kim-long')`)
  const admin = await centre.administrator()
  expect((await admin.get('/api/assets/kim-long')).body.silent).toBe(true)
  await submit({ at: '2026-01-05T00:00:00Z', value: 0.8 }, 'kim-long')
  const { body } = await admin.get('/api/assets/kim-long')
  expect(body.silent).toBe(false)
  expect(body.series[0]).toMatchObject({ lastValue: 2 })
})
