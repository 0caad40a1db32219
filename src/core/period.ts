import { addLocalDays, localDateOf, startOfLocalDay } from './local-time.ts'
import type { Language } from './text.ts'

/** The shortest first. */
export const periodKinds = ['day', 'month', 'quarter', 'year'] as const
export type PeriodKind = (typeof periodKinds)[number]

/** A window in Asia/Ho_Chi_Minh: from `from` up to, not including, `to`. */
export interface Period {
  /** `2026-11-21`, `2026-11`, `2026-Q4` or `2026`. */
  readonly key: string
  readonly kind: PeriodKind
  readonly from: Date
  readonly to: Date
}

type LongKind = Exclude<PeriodKind, 'day'>
const monthsOf: Record<LongKind, number> = { month: 1, quarter: 3, year: 12 }
const roman = ['I', 'II', 'III', 'IV']
const firstDay = '1970-01-01'
const dayMs = 86_400_000

interface Place {
  readonly kind: PeriodKind
  /** Periods of this kind since the year 0; days since 1970. */
  readonly index: number
}

/** The window a period key names. Throws RangeError for a key of another form, or for what is no day of the calendar. */
export function parsePeriod(key: string): Period {
  const { kind, index } = placeOf(key)
  return { key, kind, from: startOf(kind, index), to: startOf(kind, index + 1) }
}

/** The kind of period a key names. Throws RangeError as `parsePeriod`. */
export const periodKind = (key: string): PeriodKind => placeOf(key).kind

/** The key of the period an instant falls into. */
export function periodAt(instant: Date, kind: PeriodKind): string {
  const date = localDateOf(instant)
  if (kind === 'day') return date
  const [year = 0, month = 0] = date.split('-').map(Number)
  return keyOf(kind, Math.floor((year * 12 + month - 1) / monthsOf[kind]))
}

/** The key of the period `steps` after (before, when negative) one of the same kind. */
export function shiftPeriod(key: string, steps: number): string {
  const { kind, index } = placeOf(key)
  return keyOf(kind, index + steps)
}

/** The period of another kind at the same place: where `now` lies in both, the one around it; else the last that the key reaches. */
export function convertPeriod(key: string, kind: PeriodKind, now: Date): string {
  const { from, to } = parsePeriod(key)
  return periodAt(from <= now && now < to ? now : new Date(to.getTime() - 1), kind)
}

/** A period in words, to stand within a sentence: «tháng 11 năm 2026», "November 2026". */
export function periodLabel(key: string, language: Language): string {
  const { kind, index } = placeOf(key)
  if (kind === 'day') return dayLabel(key, language)
  const perYear = 12 / monthsOf[kind]
  const year = Math.floor(index / perYear)
  const part = (index % perYear) + 1
  if (kind === 'year') return language === 'vi' ? `năm ${year}` : `${year}`
  if (kind === 'quarter') return language === 'vi' ? `quý ${roman[part - 1]} năm ${year}` : `quarter ${part} of ${year}`
  if (language === 'vi') return `tháng ${part} năm ${year}`
  return inEnglish({ month: 'long', year: 'numeric' }, Date.UTC(year, part - 1))
}

function dayLabel(key: string, language: Language): string {
  const [year, month, day] = key.split('-').map(Number)
  if (language === 'vi') return `ngày ${day} tháng ${month} năm ${year}`
  return inEnglish({ day: 'numeric', month: 'long', year: 'numeric' }, Date.parse(key))
}

const inEnglish = (form: Intl.DateTimeFormatOptions, atMs: number) =>
  new Intl.DateTimeFormat('en-GB', { ...form, timeZone: 'UTC' }).format(atMs)

function placeOf(key: string): Place {
  if (/^\d{4}-\d\d-\d\d$/.test(key)) return { kind: 'day', index: dayIndex(key) }
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(key) ?? []
  if (year === undefined) throw new RangeError(`"${key}" is no period: write 2026, 2026-Q4, 2026-11 or 2026-11-21`)
  if (month) return { kind: 'month', index: Number(year) * 12 + Number(month) - 1 }
  if (quarter) return { kind: 'quarter', index: Number(year) * 4 + Number(quarter) - 1 }
  return { kind: 'year', index: Number(year) }
}

const dayIndex = (key: string) =>
  Math.round((startOfLocalDay(key).getTime() - startOfLocalDay(firstDay).getTime()) / dayMs)

function keyOf(kind: PeriodKind, index: number): string {
  if (kind === 'day') return addLocalDays(firstDay, index)
  const perYear = 12 / monthsOf[kind]
  const year = String(Math.floor(index / perYear)).padStart(4, '0')
  const part = (index % perYear) + 1
  if (kind === 'year') return year
  return kind === 'quarter' ? `${year}-Q${part}` : `${year}-${String(part).padStart(2, '0')}`
}

function startOf(kind: PeriodKind, index: number): Date {
  if (kind === 'day') return startOfLocalDay(keyOf(kind, index))
  const month = index * monthsOf[kind]
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return startOfLocalDay(`${year}-${String((month % 12) + 1).padStart(2, '0')}-01`)
}
