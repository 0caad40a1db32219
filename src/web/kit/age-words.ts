import { formatDate, formatTime } from './format.ts'

/** How long, as a text key and its figures; the component puts it into words. */
export type Words =
  | { key: 'seconds' | 'minutes' | 'hours' | 'sec' | 'min' | 'hour' | 'day'; n: number }
  | { key: 'hourMin'; h: number; m: number }
  | { key: 'yesterday'; time: string }
  | { key: 'date'; date: string }

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long ago: seconds under a minute, minutes under an hour, hours under a day, then yesterday, then the date. */
export function agoWords(atMs: number, nowMs: number): Words {
  const age = Math.max(0, nowMs - atMs)
  if (age < minuteMs) return { key: 'seconds', n: Math.floor(age / 1_000) }
  if (age < hourMs) return { key: 'minutes', n: Math.floor(age / minuteMs) }
  if (age < dayMs) return { key: 'hours', n: Math.floor(age / hourMs) }
  if (formatDate(atMs) === formatDate(nowMs - dayMs)) return { key: 'yesterday', time: formatTime(atMs) }
  return { key: 'date', date: formatDate(atMs) }
}

/** A duration in words: `38 giây`, `14 phút`, `2 giờ`, `1 giờ 50 phút` when exact, `3 ngày`. */
export function durationWords(ms: number, exact = false): Words {
  const age = Math.max(0, ms)
  if (age < minuteMs) return { key: 'sec', n: Math.floor(age / 1_000) }
  if (age < hourMs) return { key: 'min', n: Math.floor(age / minuteMs) }
  if (age >= 2 * dayMs) return { key: 'day', n: Math.floor(age / dayMs) }
  const h = Math.floor(age / hourMs)
  const m = Math.floor((age % hourMs) / minuteMs)
  return exact && m > 0 && h < 10 ? { key: 'hourMin', h, m } : { key: 'hour', n: h }
}

export type Freshness = 'fresh' | 'late' | 'silent'

/** Fresh up to two beats old, late up to five, silent after that. Judged by when the value reached us. */
export function freshnessOf(receivedMs: number | null, cadenceS: number, nowMs: number): Freshness {
  if (receivedMs === null) return 'silent'
  const beats = (nowMs - receivedMs) / (cadenceS * 1_000)
  if (beats <= 2) return 'fresh'
  return beats <= 5 ? 'late' : 'silent'
}

/**
 * The last five expected beats, oldest first: true where one came. Beats that are due since the last one count as missed; older
 * ones are looked for within half a beat of when they were expected.
 */
export function pulseOf(beatsMs: readonly number[], cadenceS: number, nowMs: number): boolean[] {
  const last = beatsMs.at(-1)
  if (last === undefined) return [false, false, false, false, false]
  const beat = cadenceS * 1_000
  const missed = Math.max(0, Math.floor((nowMs - last) / beat) - 1)
  return [4, 3, 2, 1, 0].map((back) => {
    const expected = last - (back - missed) * beat
    if (back < missed) return false
    // A replay sends faster than the source beats: then the beat that many before the last came later than expected.
    const counted = beatsMs.at(-1 - (back - missed))
    return (counted ?? 0) >= expected || beatsMs.some((at) => Math.abs(at - expected) <= beat / 2)
  })
}
