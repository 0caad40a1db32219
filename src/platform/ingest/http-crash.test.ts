import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../../../test/centre.ts'
import { type RunningCentre, runCentre } from '../../../test/running-centre.ts'

let centre: RunningCentre
let authorization: string

beforeAll(async () => {
  centre = await runCentre()
  const { username, password } = centre.credential('cong', ['phu-oc'])
  authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}, 120_000)
afterAll(() => centre.stop())

const startMs = Date.now() - 20 * 86_400_000
const perRequest = 50
/** A request of times that no other has. */
const requestOf = (number: number) =>
  JSON.stringify(
    Array.from({ length: perRequest }, (_, index) => ({
      asset: 'phu-oc',
      series: 'water_level',
      at: new Date(startMs + (number * perRequest + index) * 1_000).toISOString(),
      value: index,
    })),
  )

async function post(number: number): Promise<{ status: number; retryAfter: string | null; text: string } | null> {
  const headers = { authorization, 'content-type': 'application/json', 'idempotency-key': `lan-${number}` }
  try {
    const answer = await fetch(`${centre.address}/api/ingest/readings`, {
      method: 'POST',
      headers,
      body: requestOf(number),
    })
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() }
  } catch {
    return null
  }
}

/** Four senders that send each request until it is acknowledged, while `disturb` runs; answers by request. */
async function sendThrough(first: number, disturb: () => Promise<void>): Promise<Map<number, string>> {
  const answers = new Map<number, string>()
  const refusals: { status: number; retryAfter: string | null; text: string }[] = []
  let next = first
  let isOver = false
  const send = async () => {
    while (!isOver) {
      const number = next++
      await until(
        `request ${number} to be acknowledged`,
        async () => {
          const answer = await post(number)
          if (answer?.status === 200) return answers.set(number, answer.text)
          if (answer) refusals.push(answer)
          return false
        },
        60_000,
      )
    }
  }
  const sending = Promise.all(Array.from({ length: 4 }, send))
  await until('requests to be acknowledged', async () => answers.size >= 10, 60_000)
  await disturb()
  const atKill = answers.size
  await until('requests to be acknowledged after it', async () => answers.size >= atKill + 10, 60_000)
  isOver = true
  await sending
  for (const { status, retryAfter } of refusals)
    expect({ status, retryAfter }).toEqual({ status: 503, retryAfter: '2' })
  return answers
}

async function expectEachOnce(answers: Map<number, string>): Promise<void> {
  const numbers = [...answers.keys()]
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  const [row] = await centre.look<{ readings: number; letters: number }>(
    `select (select count(*)::int from platform.reading where sender = 'cong' and at >= $1 and at < $2) as readings,
      (select count(*)::int from platform.dead_letter where sender = 'cong') as letters`,
    [new Date(startMs + low * perRequest * 1_000), new Date(startMs + (high + 1) * perRequest * 1_000)],
  )
  expect(row).toEqual({ readings: answers.size * perRequest, letters: 0 })
}

test('PostgreSQL is killed under four senders: each acknowledged reading is there, none twice, 503 meanwhile', async () => {
  const answers = await sendThrough(0, async () => {
    process.kill(centre.postgresPid(), 'SIGKILL')
  })
  await expectEachOnce(answers)
}, 120_000)

test('the server is killed under four senders: each acknowledged reading is there, and a key still gets its first answer', async () => {
  const answers = await sendThrough(10_000, async () => {
    await centre.kill()
    await centre.start()
  })
  await expectEachOnce(answers)
  const [number = 0, text = ''] = [...answers][0] ?? []
  expect(JSON.parse(text)).toMatchObject({ stored: perRequest, duplicate: 0 })
  expect(await post(number)).toMatchObject({ status: 200, text })
}, 180_000)
