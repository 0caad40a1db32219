/** `21/11/2026`, `1/2/26` and `21.11.2026` as `2026-11-21`; null where it is no day of the calendar. */
export function readDate(typed: string): string | null {
  const [, day = '', month = '', year = ''] = /^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\s*$/.exec(typed) ?? []
  if (year === '') return null
  const whole = `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${whole}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(whole) ? whole : null
}

/** `2026-11-21` as `21/11/2026`; anything else as it was typed. */
export function writeDate(value: unknown): string {
  const text = String(value ?? '')
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text.split('-').reverse().join('/') : text
}

/** `21/11/2026 14:30` of Asia/Ho_Chi_Minh as an instant with its offset; null where it is none. */
export function readInstant(typed: string): string | null {
  const [, date = '', hour = '', minute = ''] = /^\s*(\S+)\s+(\d{1,2})[:h](\d{2})\s*$/.exec(typed) ?? []
  const day = readDate(date)
  if (day === null || Number(hour) > 23 || Number(minute) > 59) return null
  return `${day}T${hour.padStart(2, '0')}:${minute}:00+07:00`
}

/** An instant as it is typed, in Asia/Ho_Chi_Minh; anything else as it was typed. */
export function writeInstant(value: unknown): string {
  const text = String(value ?? '')
  const at = /^\d{4}-\d\d-\d\dT/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at)) return text
  const local = new Date(at + 7 * 3_600_000).toISOString()
  return `${writeDate(local.slice(0, 10))} ${local.slice(11, 16)}`
}

/** What is typed as an instant, with another day: the time stays, and where there is none it is left to be typed. */
export function withDay(typed: string, day: string): string {
  const [time = ''] = /\d{1,2}[:h]\d{2}\s*$/.exec(typed) ?? []
  return `${writeDate(day)} ${time}`
}
