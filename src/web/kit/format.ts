import type { Language } from '../../core/text.ts'

const zone = 'Asia/Ho_Chi_Minh'
const locale = { vi: 'vi-VN', en: 'en-GB' } as const

const clockParts = new Intl.DateTimeFormat('en-GB', {
  timeZone: zone,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})

/** The parts of an instant as a clock in Viet Nam shows them, each already padded. Takes ISO text or milliseconds. */
export function partsOf(instant: string | number) {
  const parts: Record<string, string> = {}
  for (const part of clockParts.formatToParts(new Date(instant))) parts[part.type] = part.value
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = parts
  return { year, month, day, hour, minute, second }
}

/** `14:32`, in Asia/Ho_Chi_Minh. */
export function formatTime(instant: string | number): string {
  const { hour, minute } = partsOf(instant)
  return `${hour}:${minute}`
}

/** `14:32:08`, in Asia/Ho_Chi_Minh. */
export function formatTimeWithSeconds(instant: string | number): string {
  const { hour, minute, second } = partsOf(instant)
  return `${hour}:${minute}:${second}`
}

/** `21/11/2026`, in Asia/Ho_Chi_Minh, in both languages. */
export function formatDate(instant: string | number): string {
  const { day, month, year } = partsOf(instant)
  return `${day}/${month}/${year}`
}

/** `14:32 21/11/2026`; today only `14:32`. `nowMs` is milliseconds since 1970. */
export function formatMoment(instant: string | number, nowMs: number): string {
  const day = formatDate(instant)
  return day === formatDate(nowMs) ? formatTime(instant) : `${formatTime(instant)} ${day}`
}

/** `14:32 21/11/2026`. */
export function formatDateTime(instant: string | number): string {
  return `${formatTime(instant)} ${formatDate(instant)}`
}

/** `21/11 14:32`, a point of a chart; with its year where the chart is long, without its time where it stands for a day. */
export function formatPoint(instant: string | number, shown: { withYear: boolean; withTime: boolean }): string {
  const { day, month, year } = partsOf(instant)
  const date = `${day}/${month}${shown.withYear ? `/${year}` : ''}`
  return shown.withTime ? `${date} ${formatTime(instant)}` : date
}

/** `Thứ Bảy, 21/11/2026` or `Saturday, 21/11/2026`. */
export function formatLongDate(instant: string | number, language: Language): string {
  const weekday = new Intl.DateTimeFormat(locale[language], { timeZone: zone, weekday: 'long' }).format(
    new Date(instant),
  )
  return `${weekday}, ${formatDate(instant)}`
}

/** `Tháng 11/2026` or `November 2026`, of a month written `YYYY-MM`. */
export function formatMonth(month: string, language: Language): string {
  const [year, number] = month.split('-')
  if (language === 'vi') return `Tháng ${number}/${year}`
  return new Intl.DateTimeFormat(locale.en, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  )
}

/** `1.234,5` in Vietnamese, `1,234.5` in English, with a real minus sign. At most `digits` decimals, and `least`. */
export function formatNumber(value: number, language: Language, digits = 2, least = 0): string {
  const options = { maximumFractionDigits: digits, minimumFractionDigits: least }
  return new Intl.NumberFormat(locale[language], options).format(value).replace('-', '\u2212')
}

/** A value with its unit after a space that does not break: `3,42 m`; percent without space. */
export function formatValue(value: number, unit: string, language: Language, digits = 2): string {
  const number = formatNumber(value, language, digits)
  if (unit === '') return number
  return unit === '%' ? `${number}%` : `${number}\u00a0${unit}`
}

/** A share from 0 to 1 as `92,1%`. */
export function formatShare(share: number, language: Language, digits = 1): string {
  return `${formatNumber(share * 100, language, digits)}%`
}

/** A file's size: `312 B`, `1,2 MB`. */
export function formatSize(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let value = bytes
  let unit = 0
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  return `${formatNumber(value, language, unit === 0 ? 0 : 1)}\u00a0${units[unit]}`
}
