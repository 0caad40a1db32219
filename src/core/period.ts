import { localDateOf, startOfLocalDay } from './local-time.ts'
import type { Language } from './text.ts'

export type PeriodKind = 'month' | 'quarter' | 'year'

/** A window in Asia/Ho_Chi_Minh: from `from` up to, not including, `to`. */
export interface Period {
  /** `2026-11`, `2026-Q4` or `2026`. */
  readonly key: string
  readonly kind: PeriodKind
  readonly from: Date
  readonly to: Date
}

const monthsOf: Record<PeriodKind, number> = { month: 1, quarter: 3, year: 12 }
const roman = ['I', 'II', 'III', 'IV']

interface Place {
  readonly kind: PeriodKind
  /** Periods of this kind since the year 0. */
  readonly index: number
}

/** The window a period key names. Throws RangeError for a key of another form. */
export function parsePeriod(key: string): Period {
  const { kind, index } = placeOf(key)
  return { key, kind, from: startOf(kind, index), to: startOf(kind, index + 1) }
}

/** The key of the period an instant falls into. */
export function periodAt(instant: Date, kind: PeriodKind): string {
  const [year = 0, month = 0] = localDateOf(instant).split('-').map(Number)
  return keyOf(kind, Math.floor((year * 12 + month - 1) / monthsOf[kind]))
}

/** The key of the period `steps` after (before, when negative) one of the same kind. */
export function shiftPeriod(key: string, steps: number): string {
  const { kind, index } = placeOf(key)
  return keyOf(kind, index + steps)
}

/** A period in words, to stand within a sentence: «tháng 11 năm 2026», "November 2026". */
export function periodLabel(key: string, language: Language): string {
  const { kind, index } = placeOf(key)
  const perYear = 12 / monthsOf[kind]
  const year = Math.floor(index / perYear)
  const part = (index % perYear) + 1
  if (kind === 'year') return language === 'vi' ? `năm ${year}` : `${year}`
  if (kind === 'quarter') return language === 'vi' ? `quý ${roman[part - 1]} năm ${year}` : `quarter ${part} of ${year}`
  if (language === 'vi') return `tháng ${part} năm ${year}`
  return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year, part - 1),
  )
}

function placeOf(key: string): Place {
  const [, year, quarter, month] = /^(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?$/.exec(key) ?? []
  if (year === undefined) throw new RangeError(`"${key}" is no period: write 2026, 2026-Q4 or 2026-11`)
  if (month) return { kind: 'month', index: Number(year) * 12 + Number(month) - 1 }
  if (quarter) return { kind: 'quarter', index: Number(year) * 4 + Number(quarter) - 1 }
  return { kind: 'year', index: Number(year) }
}

function keyOf(kind: PeriodKind, index: number): string {
  const perYear = 12 / monthsOf[kind]
  const year = String(Math.floor(index / perYear)).padStart(4, '0')
  const part = (index % perYear) + 1
  if (kind === 'year') return year
  return kind === 'quarter' ? `${year}-Q${part}` : `${year}-${String(part).padStart(2, '0')}`
}

function startOf(kind: PeriodKind, index: number): Date {
  const month = index * monthsOf[kind]
  const year = String(Math.floor(month / 12)).padStart(4, '0')
  return startOfLocalDay(`${year}-${String((month % 12) + 1).padStart(2, '0')}-01`)
}
