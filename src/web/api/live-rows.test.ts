import { expect, test } from 'vitest'
import type { Asset } from '../../core/api/assets.ts'
import { withNewer } from './live-rows.ts'

const asset = (code: string, openAlerts: number): Asset => ({
  id: 1,
  code,
  type: 't',
  typeName: { vi: 't', en: 't' },
  module: null,
  name: code,
  agency: { id: 1, code: 'A', name: 'A' },
  area: null,
  agencyArea: null,
  position: null,
  attributes: {},
  version: 1,
  updatedAt: '2026-11-22T00:00:00Z',
  updatedBy: null,
  retiredAt: null,
  retiredReason: null,
  taken: false,
  severity: null,
  openAlerts,
  silent: false,
  series: [],
})

test('newer rows stand where the older ones stood, on every page, and nothing moves', () => {
  const pages = {
    pages: [
      { items: [asset('a', 0), asset('b', 0)], next: '/x' },
      { items: [asset('c', 0)], next: null },
    ],
    pageParams: ['', '/x'],
  }
  const newer = withNewer(pages, [asset('c', 2), asset('a', 1), asset('z', 9)])
  expect(newer?.pages.map(({ items }) => items.map((each) => [each.code, each.openAlerts]))).toEqual([
    [
      ['a', 1],
      ['b', 0],
    ],
    [['c', 2]],
  ])
  expect(withNewer(undefined, [])).toBeUndefined()
})
