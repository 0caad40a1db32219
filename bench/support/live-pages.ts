/**
 * Open pages as a process of its own. The first line of standard input says where they connect and with which cookies; the
 * next ends it, and it prints how late each change came, by the time that its id begins with (ms since 1970).
 */
import { once } from 'node:events'
import { get } from 'node:http'
import { createInterface } from 'node:readline'

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const { address, cookies }: { address: string; cookies: string[] } = JSON.parse((await lines.next()).value ?? '{}')

/** How many changes came so many milliseconds after they were made; the last for all that were later. */
const late = new Uint32Array(60_000)
const told = cookies.map(() => 0)
let [cut, disorder, writes] = [0, 0, 0]
let isEnding = false

async function openPage(index: number): Promise<void> {
  const request = get(`${address}/api/live`, { agent: false, headers: { cookie: cookies[index] ?? '' } })
  const [response] = await once(request, 'response')
  if (response.statusCode !== 200) throw new Error(`live answered ${response.statusCode}`)
  let [rest, lastNumber] = ['', -1]
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    writes++
    const now = Date.now()
    const events = (rest + chunk).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const [, madeMs, number] = /"ids":\["(\d+)-(\d+)"/.exec(event) ?? []
      if (madeMs === undefined) continue
      told[index] = (told[index] ?? 0) + 1
      // Numbers of changes made at once may commit in either order, but none comes twice.
      if (Number(number) === lastNumber) disorder++
      lastNumber = Number(number)
      const ms = Math.min(late.length - 1, Math.max(0, now - Number(madeMs)))
      late[ms] = (late[ms] ?? 0) + 1
    }
  })
  response.on('error', () => undefined)
  response.on('close', () => {
    if (!isEnding) cut++
  })
}

for (let from = 0; from < cookies.length; from += 25) {
  await Promise.all(cookies.slice(from, from + 25).map((_, index) => openPage(from + index)))
}
console.log('open')
await lines.next()
isEnding = true

const total = late.reduce((sum, each) => sum + each, 0)
function quantile(share: number): number {
  let seen = 0
  for (const [ms, count] of late.entries()) {
    seen += count
    if (seen >= share * total) return ms
  }
  return 0
}
console.log(
  JSON.stringify({
    told,
    cut,
    disorder,
    writes,
    p50: quantile(0.5),
    p99: quantile(0.99),
    worst: late.findLastIndex((count) => count > 0),
    over2s: late.slice(2_001).reduce((sum, each) => sum + each, 0),
    cpuS: (process.cpuUsage().user + process.cpuUsage().system) / 1e6,
  }),
)
process.exit(0)
