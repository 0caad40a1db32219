import { loadavg } from 'node:os'
import mqtt from 'mqtt'
import type { Page } from 'playwright-core'
import { openBrowser } from '../test/e2e/browser.ts'
import { type MapCentre, openMapCentre, openMapPage, p95, pan, throttle } from './support/map-page.ts'
import { atMost, type Result, told } from './support/result.ts'

const seconds = Number(process.env.BENCH_PAGE_S ?? 600)
const assets = Number(process.env.NHIP_BENCH_ASSETS ?? 100_000)
const alerts = 1_000
const updatesPerSecond = 200
/** So many devices report in turn; one account speaks for them. */
const devices = 400
const panS = 10
const megabyte = 1024 ** 2

/**
 * One page of the map open for ten minutes (`BENCH_PAGE_S=60` for a quick look) while 200 readings a second come and alerts begin and
 * end: what its scripts hold, and the gaps between its frames while it is panned at the beginning and at the end.
 */
export async function bench(): Promise<Result[]> {
  const map = await openMapCentre(assets, alerts)
  const browser = await openBrowser()
  try {
    const empty = await openMapPage(browser, map, true)
    const plain = p95(await pan(empty, panS))
    await empty.context().close()
    const page = await openMapPage(browser, map, false)
    const readings = await openReadings(map)
    const early = await pan(page, panS)
    const heap: number[] = []
    const startedMs = performance.now()
    while (performance.now() - startedMs < seconds * 1_000) {
      await new Promise((resolve) => setTimeout(resolve, Math.min(10, seconds / 12) * 1_000))
      heap.push(await heapOf(page))
      await toggleAlert(map, heap.length)
    }
    const late = await pan(page, panS)
    const gaps = [...early, ...late]
    const sent = await readings.close()
    // The first third fills caches; what grows after that grows for ever.
    const third = Math.floor(heap.length / 3)
    const [middle, last] = [mean(heap.slice(third, 2 * third)), mean(heap.slice(2 * third))]
    const what = `map page, ${seconds} s, ${Math.round(sent)} readings a second, CPU throttle ${throttle}x`
    return [
      atMost(`${what}: MB of scripts, last third beside the middle one`, last / megabyte, middle / megabyte, 1.1),
      atMost(`${what}: frame gap p95, ms`, p95(gaps), 100, 1),
      atMost(`${what}: frame gap p95 beside no assets, ms`, p95(gaps), plain, 3),
      told(`${what}: frame gap p95 at its end beside its beginning, ms`, p95(late), p95(early)),
      told('map page: load of the machine, 1 min', loadavg()[0] ?? 0, 1),
    ]
  } finally {
    await browser.close()
    await map.close()
  }
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** What the page's scripts hold once nothing is left to be thrown away, in bytes. */
async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  return usedSize
}

/** Begins or ends some alerts, and tells every page. */
async function toggleAlert({ centre }: MapCentre, turn: number): Promise<void> {
  await centre.look(
    `update platform.alert set condition = case condition when 'firing' then 'resolved' else 'firing' end,
      resolved_at = case condition when 'firing' then now() end
    where id in (select id from platform.alert order by id offset $1::int limit 20)`,
    [(turn * 20) % alerts],
  )
  await centre.look(
    `insert into platform.live_event (kind, action, subject_ids, agencies)
    select 'alert', 'changed', '{x}', array_agg(id) from platform.agency`,
  )
}

/** Devices that report so often together; closing says how many a second there were. */
async function openReadings({ centre }: MapCentre): Promise<{ close: () => Promise<number> }> {
  const codes = Array.from({ length: devices }, (_, n) => `lu-${n + 1}`)
  const { username, password } = centre.credential('bench', codes)
  const client = await mqtt.connectAsync(centre.mqttAddress, { username, password, protocolVersion: 4 })
  const startedMs = performance.now()
  let acknowledged = 0
  let sent = 0
  let lastMs = Date.now()
  const timer = setInterval(() => {
    const due = ((performance.now() - startedMs) / 1_000) * updatesPerSecond
    for (; sent < due; sent++) {
      // Each reading of a series has a time of its own.
      lastMs = Math.max(Date.now(), lastMs + 1)
      const payload = JSON.stringify({ at: new Date(lastMs).toISOString(), value: 5 + (sent % 100) / 1_000 })
      client.publishAsync(`nhip/v1/${codes[sent % devices]}/water_level`, payload, { qos: 1 }).then(
        () => acknowledged++,
        () => undefined,
      )
    }
  }, 20)
  return {
    async close() {
      clearInterval(timer)
      const rate = acknowledged / ((performance.now() - startedMs) / 1_000)
      await client.endAsync(true)
      return rate
    },
  }
}
