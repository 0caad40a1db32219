import { expect, test } from 'vitest'
import { bindUnits } from './bind-units.ts'

test.each([
  ['pin sắp cạn, còn 5 % (ngưỡng 10 %)', 'pin sắp cạn, còn 5% (ngưỡng 10%)'],
  ['mực nước 4,57 m, vượt báo động 3 (4,5 m)', 'mực nước 4,57\u00a0m, vượt báo động 3 (4,5\u00a0m)'],
  ['sóng −71 dBm', 'sóng −71\u00a0dBm'],
  ['silent for 54 min', 'silent for 54\u00a0min'],
  ['1.250.000 đ', '1.250.000\u00a0đ'],
  ['bụi 12 µg/m³, nóng 31 °C', 'bụi 12\u00a0µg/m³, nóng 31\u00a0°C'],
])('a number stays with its unit: %s', (sentence, set) => {
  expect(bindUnits(sentence)).toBe(set)
})

test.each([
  'lúc 15:54 ngày',
  'hạn 31/12/2026 còn',
  'SC-2026-0012 của',
  'báo động 3',
  '2026 – 2030',
  'Từ 05/01/2026',
  '24 tuyến phố',
  '3 hồ',
])('dates, times, codes, counts and bare numbers stay as they are: %s', (sentence) => {
  expect(bindUnits(sentence)).toBe(sentence)
})
