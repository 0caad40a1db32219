import type { ConnectorIo } from '../../core/module.ts'
import type { Text } from '../../core/text.ts'
import { checkSite, readingsOf } from './check-site.ts'
import { pause } from './pause.ts'
import { openCheckTools, type PollSettings } from './settings.ts'
import type { Finding, Site } from './visit.ts'

/** What one interval brought. */
export interface Tally {
  checked: number
  down: number
  refused: number
  /** Not begun, since the check before it was still under way. */
  skipped: number
  /** Readings that could not be committed. */
  lost: number
  /** How late the latest check began. */
  latestMs: number
}

const newTally = (): Tally => ({ checked: 0, down: 0, refused: 0, skipped: 0, lost: 0, latestMs: 0 })

/** A check that begins later than this, or than half an interval, is told as a failure of the connector: it has more to do than it can. */
const tooLateMs = 5_000

/**
 * Checks every site once an interval, each at its own moment, until `io.signal` is aborted. Moments are spread over the interval and
 * drawn anew with each start; a check that is slow delays no other.
 * @param onInterval told what each interval brought
 */
export async function pollWebsites(
  settings: PollSettings,
  io: ConnectorIo,
  onInterval: (tally: Tally) => void = () => undefined,
): Promise<void> {
  const tools = openCheckTools(settings, () => io.now())
  const intervalMs = settings.intervalS * 1_000
  const seed = Math.floor(Math.random() * 2 ** 32)
  const underWay = new Map<string, Promise<void>>()
  let tally = newTally()
  let sites: readonly Site[] = []
  let fault: Text | null = null

  async function check(site: Site, dueMs: number): Promise<void> {
    const finding = await checkSite(site, tools, io.signal, () => {
      tally.latestMs = Math.max(tally.latestMs, performance.now() - dueMs)
    })
    if (io.signal.aborted) return
    tally.checked++
    if (finding.isRefused) tally.refused++
    else if (finding.fault !== null) tally.down++
    handIn(site, finding)
  }

  /** The check is over before its values are committed: a slow database delays no check. */
  function handIn(site: Site, finding: Finding): void {
    const at = io.now()
    for (const reading of readingsOf(finding)) {
      io.send({ ...reading, asset: site.code, at }).catch(() => {
        tally.lost++
      })
    }
  }

  for (let startMs = performance.now(); !io.signal.aborted; ) {
    try {
      sites = sitesOf(await io.assets())
      fault = null
    } catch (error) {
      // The sites of before are checked on.
      const { message } = error as Error
      fault = { vi: `Không đọc được danh sách trang: ${message}`, en: `The list of sites cannot be read: ${message}` }
    }
    const plan = sites.map((site) => ({ site, dueMs: startMs + momentOf(site.code, seed) * intervalMs }))
    for (const { site, dueMs } of plan.sort((a, b) => a.dueMs - b.dueMs)) {
      const waitMs = dueMs - performance.now()
      if (waitMs > 0) await pause(waitMs, io.signal)
      if (io.signal.aborted) break
      if (underWay.has(site.code)) tally.skipped++
      else
        underWay.set(
          site.code,
          check(site, dueMs).finally(() => underWay.delete(site.code)),
        )
    }
    await pause(startMs + intervalMs - performance.now(), io.signal)
    const ended = tally
    tally = newTally()
    if (!io.signal.aborted) {
      const isFailing = fault !== null || ended.latestMs > Math.min(tooLateMs, intervalMs / 2) || ended.lost > 0
      io.tell(isFailing ? 'failing' : 'working', fault ?? sentenceOf(ended, settings.intervalS))
      onInterval(ended)
    }
    // After a standstill intervals are left out, not made up for.
    startMs += Math.max(1, Math.floor((performance.now() - startMs) / intervalMs)) * intervalMs
  }
  await Promise.all(underWay.values())
}

function sitesOf(assets: Awaited<ReturnType<ConnectorIo['assets']>>): Site[] {
  return assets.flatMap(({ code, attributes }) => {
    const { address, expected_text: text } = attributes
    if (typeof address !== 'string' || !URL.canParse(address)) return []
    const url = new URL(address)
    url.hash = ''
    return [{ code, url, expectedText: typeof text === 'string' && text !== '' ? text : null }]
  })
}

/** Where in the interval a site is checked, from 0 to below 1: FNV-1a over its code, so that it stays while others come and go. */
function momentOf(code: string, seed: number): number {
  let hash = seed ^ 0x811c9dc5
  for (let index = 0; index < code.length; index++) hash = Math.imul(hash ^ code.charCodeAt(index), 0x01000193)
  // The last letters of similar codes differ little: mixed once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39)
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32
}

function sentenceOf({ checked, down, refused, skipped, lost, latestMs }: Tally, intervalS: number): Text {
  const late = (latestMs / 1_000).toFixed(1)
  const vi = [`${checked} trang trong ${intervalS} giây, ${down} không truy cập được`]
  const en = [`${checked} sites in ${intervalS} s, ${down} down`]
  if (refused > 0) {
    vi.push(`${refused} không được kiểm tra: địa chỉ nội bộ, cần cho phép trong cài đặt`)
    en.push(`${refused} not checked: private addresses, which the settings must allow`)
  }
  if (skipped > 0) {
    vi.push(`${skipped} lượt bỏ qua vì lượt trước chưa xong`)
    en.push(`${skipped} checks left out since the one before was under way`)
  }
  if (lost > 0) {
    vi.push(`${lost} giá trị không ghi được`)
    en.push(`${lost} readings not committed`)
  }
  vi.push(`lượt muộn nhất ${late.replace('.', ',')} giây`)
  en.push(`the latest began ${late} s late`)
  return { vi: vi.join('; '), en: en.join('; ') }
}
