import { describe, expect, it } from 'vitest'
import {
  formatDate,
  formatLongDate,
  formatMoment,
  formatNumber,
  formatPoint,
  formatShare,
  formatSize,
  formatTime,
} from './format.ts'

describe('figures and times as written in Viet Nam', () => {
  it('a number has dots between thousands and a comma before decimals', () => {
    expect(formatNumber(1_234_567.8, 'vi')).toBe('1.234.567,8')
    expect(formatNumber(1_234_567.8, 'en')).toBe('1,234,567.8')
  })
  it('a negative number carries the minus sign U+2212, not a hyphen', () => {
    expect(formatNumber(-3.5, 'vi')).toBe('\u22123,5')
  })
  it('a share is written in percent without a space', () => {
    expect(formatShare(0.9213, 'vi')).toBe('92,1%')
  })
  it('an instant late in the evening of UTC is the next day in Viet Nam', () => {
    expect(formatDate('2026-11-21T18:30:00Z')).toBe('22/11/2026')
    expect(formatTime('2026-11-21T18:30:00Z')).toBe('01:30')
  })
  it('midnight is 00, never 24', () => {
    expect(formatTime('2026-11-20T17:00:00Z')).toBe('00:00')
  })
  it('a point of a chart has its day, its time unless it stands for a day, its year where the chart is long', () => {
    const at = '2026-11-21T18:30:00Z'
    expect(formatPoint(at, { withYear: false, withTime: true })).toBe('22/11 01:30')
    expect(formatPoint(at, { withYear: true, withTime: false })).toBe('22/11/2026')
  })
  it('a moment of today leaves the date out', () => {
    const now = Date.parse('2026-11-21T07:32:08Z')
    expect(formatMoment('2026-11-21T07:00:00Z', now)).toBe('14:00')
    expect(formatMoment('2026-11-20T07:00:00Z', now)).toBe('14:00 20/11/2026')
  })
  it('a long date names the day', () => {
    expect(formatLongDate('2026-11-21T07:32:08Z', 'vi')).toBe('Thứ Bảy, 21/11/2026')
    expect(formatLongDate('2026-11-21T07:32:08Z', 'en')).toBe('Saturday, 21/11/2026')
  })
  it('a file size steps by a thousand', () => {
    expect(formatSize(312, 'vi')).toBe('312\u00a0B')
    expect(formatSize(1_234_567, 'vi')).toBe('1,2\u00a0MB')
  })
})
