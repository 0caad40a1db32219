/**
 * Devices and one page as a process of its own: a thousand readings a second, and some probes among them, each of an asset that
 * nobody else sends; it prints how long after its publishing a probe's event came. Its order is the first line of standard input.
 */
import { once } from 'node:events'
import { get } from 'node:http'
import { createInterface } from 'node:readline'
import mqtt from 'mqtt'

interface Order {
  readonly mqtt: string
  readonly login: { username?: string; password?: string }
  /** Where a page hears of the probes; null: a plain subscriber of the broker does. */
  readonly page: { address: string; cookie: string } | null
  readonly assets: number
  readonly probes: number
  readonly perSecond: number
  readonly seconds: number
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]()
const order: Order = JSON.parse((await lines.next()).value ?? '{}')
const connect = () => mqtt.connectAsync(order.mqtt, { ...order.login, protocolVersion: 4 })
const clients = await Promise.all(Array.from({ length: 20 }, connect))
const sentMs = new Map<string, number>()
const took: number[] = []
const warmUpMs = 10_000
let startedMs = performance.now()
let [sent, acknowledged, lost, skipped] = [0, 0, 0, 0]

function hear(asset: string): void {
  const at = sentMs.get(asset)
  if (at === undefined) return
  sentMs.delete(asset)
  // The first seconds open caches and compile.
  if (at - startedMs > warmUpMs) took.push(performance.now() - at)
}

if (order.page) {
  const request = get(`${order.page.address}/api/live`, { agent: false, headers: { cookie: order.page.cookie } })
  const [response] = await once(request, 'response')
  let rest = ''
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const events = (rest + chunk).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) for (const [code] of event.matchAll(/probe-\d+/g)) hear(code)
  })
} else {
  const subscriber = await connect()
  await subscriber.subscribeAsync('nhip/v1/#')
  subscriber.on('message', (topic) => hear(topic.split('/')[2] ?? ''))
}

let lastMs = Date.now()
function publish(asset: string): void {
  // Each reading of a series has a time of its own.
  lastMs = Math.max(Date.now(), lastMs + 1)
  const payload = JSON.stringify({ at: new Date(lastMs).toISOString(), value: 1 + (sent % 100) / 1_000 })
  sent++
  clients[sent % clients.length]?.publishAsync(`nhip/v1/${asset}/water_level`, payload, { qos: 1 }).then(
    () => acknowledged++,
    () => lost++,
  )
}

startedMs = performance.now()
let [due, probe] = [0, 0]
await new Promise<void>((resolve) => {
  const timer = setInterval(() => {
    const elapsedS = (performance.now() - startedMs) / 1_000
    if (elapsedS > order.seconds) {
      clearInterval(timer)
      resolve()
      return
    }
    for (; due < elapsedS * order.perSecond; due++) {
      if (due % 50 !== 0) publish(`bulk-${due % order.assets}`)
      else {
        const asset = `probe-${probe++ % order.probes}`
        // Its last one is not heard yet: then it would not be known which one comes.
        if (sentMs.has(asset)) skipped++
        else sentMs.set(asset, performance.now())
        publish(asset)
      }
    }
  }, 5)
})
await new Promise((resolve) => setTimeout(resolve, 3_000))
took.sort((a, b) => a - b)
const quantile = (share: number) => took[Math.min(took.length - 1, Math.floor(share * took.length))] ?? Number.NaN
console.log(
  JSON.stringify({
    sent,
    acknowledged,
    lost,
    skipped,
    unheard: sentMs.size,
    probes: took.length,
    p50: quantile(0.5),
    p99: quantile(0.99),
    worst: quantile(1),
  }),
)
process.exit(0)
