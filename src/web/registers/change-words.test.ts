import { expect, it } from 'vitest'
import type { Register } from '../api/records.ts'
import { changeWords } from './change-words.ts'
import { groupsOf, nextOf } from './register-fields.ts'
import { valueText } from './value-text.ts'

const label = (text: string) => ({ vi: text, en: text })
const lifecycle = { initial: 'draft', states: { draft: { name: label('Dự thảo') } }, moves: {} }
const may = { create: true, edit: true, attach: true, readPersonal: false, moves: [] }
const registerOf = (type: string, fields: Register['fields']): Register => ({
  key: `papers.${type}`,
  module: { id: 'papers', name: label('Giấy tờ') },
  type,
  name: label(type),
  plural: label(type),
  address: `/api/papers/${type}s`,
  titleField: 'title',
  fields,
  extraFields: [{ id: 1, key: 'urgency', field: { kind: 'choice', label: label('Độ khẩn'), options: [] } }],
  sharedWith: [],
  geometry: null,
  dates: [],
  numberPattern: null,
  lifecycle,
  deadlines: [],
  may,
})
const letter = registerOf('letter', {
  title: { kind: 'text', label: label('Trích yếu'), maxLength: 90 },
  lead: { kind: 'agency', label: label('Chủ trì'), group: label('Ai làm') },
  due_on: { kind: 'date', label: label('Hạn') },
  phone: { kind: 'text', label: label('Điện thoại'), maxLength: 20, personal: true },
})
const reply = registerOf('reply', {
  title: { kind: 'text', label: label('Trả lời'), maxLength: 90 },
  letter: { kind: 'record', of: 'letter', label: label('Thư') },
})
const refs = { agencies: [{ id: 7, code: 'A', name: 'Sở Xây dựng' }], areas: [], records: [], assets: [] }
const words = { language: 'vi' as const, yes: 'Có', no: 'Không', other: 'khác' }
const names = { number: label('Số'), area: label('Xã'), geometry: label('Vị trí') }

it('history tells each value in words and in the order of the form; of a personal one only that it changed', () => {
  const changes = {
    number: { from: null, to: 'TB-1' },
    phone: {},
    due_on: { from: '2026-11-30', to: '2026-12-31' },
    'extra.urgency': { from: 'high', to: null },
    lead: { from: null, to: 7 },
    gone: { from: 1, to: 2 },
    geometry: { from: null, to: { type: 'Point', coordinates: [107.5, 16.4] } },
  }
  const write: Parameters<typeof changeWords>[3] = (field, value, of) => valueText(field, value, of, words)
  const found = changeWords(letter, { changes }, refs, write, names, (shape) => (shape ? 'hình' : null))
  expect(found.map(({ key, from, to, isHidden }) => [key, from, to, isHidden])).toEqual([
    ['lead', null, 'Sở Xây dựng', false],
    ['due_on', '30/11/2026', '31/12/2026', false],
    ['phone', null, null, true],
    ['extra.urgency', 'high', null, false],
    ['number', null, 'TB-1', false],
    ['gone', null, null, true],
    ['geometry', null, 'hình', false],
  ])
})

it('fields stand in the groups that are declared, an administrator’s own in the last', () => {
  const fields = Object.entries(letter.fields).map(([key, field]) => ({ key, field }))
  const extra = { key: 'extra.urgency', field: { kind: 'date' as const, label: label('x') } }
  const groups = groupsOf([...fields, extra], label('Thêm'))
  expect(groups.map((group) => [group.label?.vi, group.fields.map(({ key }) => key)])).toEqual([
    [undefined, ['title']],
    ['Ai làm', ['lead', 'due_on', 'phone']],
    ['Thêm', ['extra.urgency']],
  ])
})

it('what follows a record are the types of its module that refer to it', () => {
  expect(nextOf(letter, [letter, reply]).map(({ register, field }) => [register.type, field])).toEqual([
    ['reply', 'letter'],
  ])
  expect(nextOf(reply, [letter, reply])).toEqual([])
})
