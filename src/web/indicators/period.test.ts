import { describe, expect, it } from 'vitest'
import { convertPeriod, periodOf, shiftPeriod, unitOf } from './period.ts'

describe('periods', () => {
  it('a key tells its kind', () => {
    expect(['2026', '2026-Q4', '2026-11'].map(unitOf)).toEqual(['year', 'quarter', 'month'])
  })
  it('the last evening of a month in UTC belongs to the next month in Viet Nam', () => {
    expect(periodOf(Date.parse('2026-11-30T18:00:00Z'), 'month')).toBe('2026-12')
    expect(periodOf(Date.parse('2026-12-31T18:00:00Z'), 'quarter')).toBe('2027-Q1')
  })
  it('steps cross the year in both directions', () => {
    expect(shiftPeriod('2026-12', 1)).toBe('2027-01')
    expect(shiftPeriod('2026-01', -1)).toBe('2025-12')
    expect(shiftPeriod('2026-Q1', -1)).toBe('2025-Q4')
    expect(shiftPeriod('2026', -1)).toBe('2025')
  })
  it('a month becomes its quarter, a quarter its last month', () => {
    expect(convertPeriod('2026-11', 'quarter')).toBe('2026-Q4')
    expect(convertPeriod('2026-Q4', 'month')).toBe('2026-12')
    expect(convertPeriod('2026-11', 'year')).toBe('2026')
  })
})
