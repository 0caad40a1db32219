import type { ConnectorIo } from '../../core/module.ts'
import { pollEach, type Round } from '../../core/poll/poll-each.ts'
import type { Text } from '../../core/text.ts'
import { checkSite, readingsOf } from './check-site.ts'
import { openCheckTools, type PollSettings } from './settings.ts'
import type { Finding, Site } from './visit.ts'

/** What one interval brought. */
export interface Tally extends Pick<Round, 'skipped' | 'latestMs'> {
  readonly checked: number
  readonly down: number
  readonly refused: number
  /** Readings that could not be committed. */
  readonly lost: number
}

/**
 * Checks every site once an interval until `io.signal` is aborted.
 * @param onInterval told what each interval brought
 */
export async function pollWebsites(
  settings: PollSettings,
  io: ConnectorIo,
  onInterval: (tally: Tally) => void = () => undefined,
): Promise<void> {
  const tools = openCheckTools(settings, () => io.now())
  let counts = { checked: 0, down: 0, refused: 0, lost: 0 }

  async function check(site: Site, began: () => void): Promise<void> {
    const finding = await checkSite(site, tools, io.signal, began)
    if (io.signal.aborted) return
    counts.checked++
    if (finding.isRefused) counts.refused++
    else if (finding.fault !== null) counts.down++
    handIn(site, finding)
  }

  /** The check is over before its values are committed: a slow database delays no check. */
  function handIn(site: Site, finding: Finding): void {
    const at = io.now()
    for (const reading of readingsOf(finding)) {
      io.send({ ...reading, asset: site.code, at }).catch(() => {
        counts.lost++
      })
    }
  }

  function tellOf({ skipped, latestMs, fault, isBehind }: Round): void {
    const tally = { ...counts, skipped, latestMs }
    counts = { checked: 0, down: 0, refused: 0, lost: 0 }
    const sentence = fault
      ? {
          vi: `Không đọc được danh sách trang: ${fault.message}`,
          en: `The list of sites cannot be read: ${fault.message}`,
        }
      : sentenceOf(tally, io.isTrial ? null : settings.intervalS)
    io.tell(isBehind || tally.lost > 0 ? 'failing' : 'working', sentence)
    onInterval(tally)
  }

  await pollEach({
    signal: io.signal,
    intervalS: settings.intervalS,
    isTrial: io.isTrial,
    list: async () => sitesOf(await io.assets()),
    keyOf: ({ code }) => code,
    poll: check,
    onRound: tellOf,
  })
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

function sentenceOf({ checked, down, refused, skipped, lost, latestMs }: Tally, intervalS: number | null): Text {
  const late = (latestMs / 1_000).toFixed(1)
  const within = intervalS === null ? { vi: '', en: '' } : { vi: ` trong ${intervalS} giây`, en: ` in ${intervalS} s` }
  const vi = [`${checked} trang${within.vi}, ${down} không truy cập được`]
  const en = [`${checked} ${checked === 1 ? 'site' : 'sites'}${within.en}, ${down} down`]
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
  if (intervalS !== null) {
    vi.push(`lượt muộn nhất ${late.replace('.', ',')} giây`)
    en.push(`the latest began ${late} s late`)
  }
  return { vi: vi.join('; '), en: en.join('; ') }
}
