import { partsOf } from '../kit/format.ts'

export type PeriodUnit = 'month' | 'quarter' | 'year'

/** What kind of period a key names: `2026-11`, `2026-Q4` or `2026`. */
export function unitOf(key: string): PeriodUnit {
  if (key.includes('Q')) return 'quarter'
  return key.length === 4 ? 'year' : 'month'
}

/** The period of a kind in which an instant lies, by the calendar of Viet Nam. `atMs` is milliseconds since 1970. */
export function periodOf(atMs: number, unit: PeriodUnit): string {
  const { year, month } = partsOf(atMs)
  if (unit === 'year') return year
  return unit === 'month' ? `${year}-${month}` : `${year}-Q${Math.ceil(Number(month) / 3)}`
}

/** The same place in a coarser or finer kind: the first month of a quarter, the year of a month. */
export function convertPeriod(key: string, unit: PeriodUnit): string {
  const year = key.slice(0, 4)
  const from = unitOf(key)
  const month = from === 'month' ? Number(key.slice(5)) : from === 'quarter' ? Number(key.slice(6)) * 3 : 12
  if (unit === 'year') return year
  return unit === 'quarter' ? `${year}-Q${Math.ceil(month / 3)}` : `${year}-${String(month).padStart(2, '0')}`
}

/** The period so many steps after (or before, if negative) this one. */
export function shiftPeriod(key: string, steps: number): string {
  const unit = unitOf(key)
  const year = Number(key.slice(0, 4))
  if (unit === 'year') return String(year + steps)
  const size = unit === 'month' ? 12 : 4
  const index = year * size + Number(key.slice(unit === 'month' ? 5 : 6)) - 1 + steps
  const part = (index % size) + 1
  const inYear = Math.floor(index / size)
  return unit === 'month' ? `${inYear}-${String(part).padStart(2, '0')}` : `${inYear}-Q${part}`
}
