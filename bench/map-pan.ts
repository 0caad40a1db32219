import { loadavg } from 'node:os'
import { openBrowser } from '../test/e2e/browser.ts'
import { click, openMapCentre, openMapPage, p95, pan, throttle } from './support/map-page.ts'
import { atMost, type Result, told } from './support/result.ts'

const assets = Number(process.env.NHIP_BENCH_ASSETS ?? 100_000)
const alerts = 1_000
const seconds = 10
const rounds = 2
const clicks = 7

/**
 * The map pulled by the mouse in Chromium, drawn by the processor (SwiftShader), 1366x768, with 100,000 assets and 1,000 alerts that fire;
 * beside the same page whose map is told of no asset, in turns.
 */
export async function bench(): Promise<Result[]> {
  const map = await openMapCentre(assets, alerts)
  const browser = await openBrowser()
  try {
    const empty = await openMapPage(browser, map, true)
    const full = await openMapPage(browser, map, false)
    const gaps = { empty: [0], full: [0] }
    for (let round = 0; round < rounds; round++) {
      await empty.bringToFront()
      gaps.empty.push(...(await pan(empty, seconds)))
      await full.bringToFront()
      gaps.full.push(...(await pan(full, seconds)))
    }
    const times: number[] = []
    for (let turn = 0; turn < clicks; turn++) times.push(await click(full))
    const answered = times.toSorted((a, b) => a - b)[Math.floor(clicks / 2)] ?? Number.NaN
    const [ours, plain] = [p95(gaps.full.slice(1)), p95(gaps.empty.slice(1))]
    const what = `map pan, ${assets.toLocaleString('en')} assets, ${alerts.toLocaleString('en')} alerts, CPU throttle ${throttle}x`
    console.log(`     ${what}: ${gaps.full.length} frames, without assets ${gaps.empty.length}`)
    return [
      atMost(`${what}: frame gap p95, ms`, ours, 100, 1),
      atMost(`${what}: frame gap p95 beside no assets, ms`, ours, plain, 3),
      atMost(`${what}: click answered, median, ms`, answered, 200, 1),
      told('map pan: load of the machine, 1 min', loadavg()[0] ?? 0, 1),
    ]
  } finally {
    await browser.close()
    await map.close()
  }
}
