import { atLocalTime, localDateOf } from './local-time.ts'

/** How a source writes its times, as somebody found out who compared them with a clock. */
export interface SourceClock {
  /**
   * `offset`: each time carries its own offset, and it is right.
   * `local`: the time of Asia/Ho_Chi_Minh, whatever the source labels it: one that says `Z` and means local time is such a one.
   */
  readonly labels: 'offset' | 'local'
  /** How old a value may be when it is first seen, hours: what is older belongs to another month, or to nobody knows when. */
  readonly maxAgeHours: number
}

/** Why a time cannot be turned into an instant, as a sentence. */
export interface TimeRefusal {
  readonly refusal: string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
/** A clock may run ahead a little. */
const maxAheadMs = 5 * minuteMs
const localOffsetMs = 7 * hourMs
const full =
  /^(\d{4}-\d\d-\d\d)[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d+)?)?\s*(Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?$/
const dayOnly = /^(?:ngày )?([0-3]?\d)[ T,]+([0-2]?\d)(?:[:h]([0-5]\d)?)?(?::[0-5]\d)?\s*(Z)?$/i

/**
 * The instant that a source means.
 *
 * Reads `2025-11-16T20:00`, with `Z` or an offset or none, and what names the day of the month only, `16 20:00` or `16 20h`. Of the
 * months that such a day could be of, it is the one that ends nearest before `seenAt`; when that is longer ago than the source is ever
 * late, the month is not known and nothing is guessed.
 *
 * @param seenAt when the centre saw it first; the later it looked, the less it knows
 */
export function readSourceTime(text: string, clock: SourceClock, seenAt: Date): Date | TimeRefusal {
  const whole = full.exec(text.trim())
  if (whole) return readWhole(text, whole, clock, seenAt)
  const partial = dayOnly.exec(text.trim())
  if (!partial)
    return { refusal: `«${text}» is no time: a day with its month and a time of day, or a day of the month and a time` }
  if (clock.labels === 'offset')
    return { refusal: `«${text}» names neither month nor offset: its clock must be declared local` }
  const [, day = '', hour = '', minute = '00'] = partial
  return readDay(text, Number(day), `${hour.padStart(2, '0')}:${minute}`, clock, seenAt)
}

function readWhole(text: string, parts: RegExpExecArray, clock: SourceClock, seenAt: Date): Date | TimeRefusal {
  const [, date = '', hour = '', minute = '', second = '00', offset] = parts
  if (clock.labels === 'offset' && offset === undefined) {
    return { refusal: `«${text}» has no offset: send +07:00 or Z, or declare the source's clock local` }
  }
  const at = tryLocal(date, `${hour}:${minute}`)
  if (!at) return { refusal: `«${text}» is no day of the calendar` }
  const local = at.getTime() + Number(second) * 1_000
  const ms = clock.labels === 'local' ? local : local + localOffsetMs - offsetOf(offset ?? 'Z')
  return judge(text, new Date(ms), clock, seenAt)
}

function readDay(text: string, day: number, time: string, clock: SourceClock, seenAt: Date): Date | TimeRefusal {
  // The latest month in which this day and time is not ahead.
  const latest = new Date(seenAt.getTime() + maxAheadMs)
  let [year = 0, month = 1] = localDateOf(latest).split('-').map(Number)
  for (let tries = 0; tries < 3; tries++) {
    const at = tryLocal(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`, time)
    if (at && at <= latest) return judge(text, at, clock, seenAt)
    month -= 1
    if (month === 0) [year, month] = [year - 1, 12]
  }
  return { refusal: `«${text}» is no day and time of these months` }
}

/** @returns the instant, unless it lies ahead or further back than the source is ever late */
function judge(text: string, at: Date, clock: SourceClock, seenAt: Date): Date | TimeRefusal {
  const aheadMs = at.getTime() - seenAt.getTime()
  if (aheadMs > maxAheadMs) {
    const isOffset = Math.abs(aheadMs - localOffsetMs) <= hourMs
    const why = isOffset ? ', by about the offset of local time: its clock labels local time as UTC' : ''
    return { refusal: `«${text}» lies ${Math.round(aheadMs / minuteMs)} minutes ahead of when it was seen${why}` }
  }
  if (-aheadMs <= clock.maxAgeHours * hourMs) return at
  const hours = Math.round(-aheadMs / hourMs)
  return {
    refusal: `«${text}» would be ${hours} hours old, more than the ${clock.maxAgeHours} that this source may be late`,
  }
}

function tryLocal(date: string, time: string): Date | null {
  try {
    return atLocalTime(date, time)
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

function offsetOf(text: string): number {
  if (text === 'Z') return 0
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2))
  return (text.startsWith('-') ? -minutes : minutes) * minuteMs
}
