import { expect, test } from 'vitest'
import type { Register } from '../api/records.ts'
import { alert } from '../text/vi/alert.ts'
import { asset } from '../text/vi/asset.ts'
import { settings } from '../text/vi/settings.ts'
import { detailFacts } from './detail-facts.ts'
import type { KnownNames } from './detail-values.ts'

const fields = { due_on: { kind: 'date', label: { vi: 'Hạn hoàn thành', en: 'Due' } } }
const lifecycle = { initial: 'draft', moves: {}, states: { draft: { name: { vi: 'Dự thảo', en: 'Draft' } } } }
const plural = { vi: 'Ý kiến chỉ đạo', en: 'Directives' }
// Only what is asked for.
const register = { key: 'directives.directive', plural, fields, extraFields: [], lifecycle } as unknown as Register

const names: KnownNames = {
  language: 'vi',
  words: { handling: alert.alert.handling, reach: settings.settings.reach, relation: asset.asset.relation },
  yes: 'Có',
  no: 'Không',
  agency: (id) => (id === 7 ? 'Sở Xây dựng' : undefined),
  account: (id) => (id === 3 ? 'Nguyễn Thị Lan Anh' : undefined),
  role: (id) => (id === 'leader' ? 'Lãnh đạo' : undefined),
  verb: (id) => (id === 'audit.read' ? 'Xem nhật ký' : undefined),
  register: (key) => (key === register.key ? register : undefined),
}

const told = (action: string, detail: Record<string, unknown>, kind = 'thing') =>
  detailFacts({ action, detail, subject: { kind } }, names).map(({ label, text }) => `${label}: ${text}`)

test('what a role was given and what was taken from it is told by their names, not the whole lists', () => {
  const detail = { from: ['alerts.read', 'rules.view'], to: ['alerts.read', 'audit.read'] }
  expect(told('role.edited', detail, 'role')).toEqual(['Thêm quyền: Xem nhật ký', 'Bớt quyền: rules.view'])
})

test('fields and states of a record are called as its register calls them', () => {
  const detail = { fields: ['due_on', 'gone'], from: 'draft', to: 'issued', version: 2 }
  expect(told('record.edited', detail, register.key)).toEqual([
    'Tình trạng: Dự thảo → issued',
    'Các ô: Hạn hoàn thành, gone',
    'Bản số: 2',
  ])
  expect(told('record.edited', { from: 'draft', to: 'draft' }, register.key)).toEqual(['Tình trạng: Dự thảo'])
})

test('agencies, accounts and roles are named; one that is not known keeps its number', () => {
  const detail = { agency: { from: 7, to: 8 }, roles: { from: ['leader'], to: [] }, accountId: 3 }
  expect(told('account.edited', detail)).toEqual([
    'Đơn vị: Sở Xây dựng → #8',
    'Vai trò: Lãnh đạo → –',
    'Tài khoản: Nguyễn Thị Lan Anh',
  ])
  expect(told('agency.moved', { from: 7, to: 9 }, 'agency')).toEqual(['Đơn vị cấp trên: Sở Xây dựng → #9'])
})

test('who leads is told by name, also where a row of before kept numbers only', () => {
  const named = { from: null, to: 'Trần Văn Bình', accountId: 3 }
  expect(told('incident.commander_named', named, 'incident')).toEqual([
    'Chỉ huy: – → Trần Văn Bình',
    'Tài khoản: Nguyễn Thị Lan Anh',
  ])
  expect(told('incident.commander_named', { from: 9, to: 3 }, 'incident')).toEqual(['Chỉ huy: #9 → Nguyễn Thị Lan Anh'])
})

test('sizes, instants and yes or no are written as everywhere on the page', () => {
  expect(
    told('import.uploaded', { target: 'record.directives.directive', rows: 10_000, sizeBytes: 1_200_000 }),
  ).toEqual(['Nhập vào: Ý kiến chỉ đạo', 'Số dòng: 10.000', 'Dung lượng: 1,2\u00a0MB'])
  expect(told('maintenance.planned', { from: '2026-11-22T01:00:00.000Z', until: '2026-11-22T03:30:00.000Z' })).toEqual([
    'Từ: 08:00 22/11/2026',
    'Đến: 10:30 22/11/2026',
  ])
  expect(told('channel.tested', { ok: false })).toEqual(['Gửi được: Không'])
})

test('what an alert was before says so, and an incident leads to its alert', () => {
  expect(told('alert.taken', { from: 'new' })).toEqual(['Trước đó: chưa ai nhận'])
  const [, fact] = detailFacts(
    { action: 'incident.opened', detail: { number: 'SC-1', alertId: 'a b' }, subject: { kind: 'incident' } },
    names,
  )
  expect(fact?.page).toBe('/?alert=a%20b')
})

test('nothing is left out: what has no words shows its key and its value, within one another too', () => {
  expect(told('comet.flew', { tailLength: 4, parts: { a_b: [1, 2], keptWeeks: 3 } })).toEqual([
    'tail length: 4',
    'parts: a b: 1, 2; Số tuần lưu số đo: 3',
  ])
  const many = Array.from({ length: 25 }, (_, at) => `trạm ${at}`)
  expect(told('comet.flew', { many })[0]).toMatch(/trạm 19 và 5 mục khác$/)
})

test('values that are names of ours are called as the pages they belong to call them', () => {
  expect(told('alert.taken', { from: 'new' }, 'alert')).toEqual(['Trước đó: chưa ai nhận'])
  expect(told('account.edited', { reach: { from: 'agency', to: 'province' } })).toEqual([
    'Phạm vi được xem: đơn vị mình → toàn tỉnh, thành phố',
  ])
  expect(told('link.made', { relation: 'powered_by' })).toEqual(['Quan hệ: lấy điện từ'])
})
