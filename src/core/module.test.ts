import { expect, test } from 'vitest'
import { z } from 'zod'
import { defineModule, type ModuleDefinition, moduleFault } from './module.ts'
import type { RecordType } from './record.ts'

const text = (vi: string) => ({ vi, en: vi })

const record: RecordType = {
  type: 'notice',
  name: text('Thông báo'),
  plural: text('Thông báo'),
  titleField: 'title',
  fields: {
    title: { kind: 'text', label: text('Trích yếu'), maxLength: 300, required: true, searchable: true },
    due: { kind: 'date', label: text('Hạn') },
  },
  numberPattern: '{agency}-{yyyy}-{####}',
  lifecycle: {
    initial: 'draft',
    states: { draft: { name: text('Nháp') }, issued: { name: text('Đã ban hành'), isFinal: true } },
    moves: {
      issue: { name: text('Ban hành'), from: ['draft'], to: 'issued', permission: 'papers.issue', issuesNumber: true },
    },
  },
  permissions: { read: 'papers.read', create: 'papers.issue', edit: 'papers.issue' },
}

const sound: ModuleDefinition = {
  id: 'papers',
  name: text('Văn bản'),
  permissions: [
    { key: 'papers.read', name: text('Xem') },
    { key: 'papers.issue', name: text('Ban hành') },
  ],
  records: [record],
}
const withRecord = (change: Partial<RecordType>): ModuleDefinition => ({
  ...sound,
  records: [{ ...record, ...change }],
})

test('a sound module has no fault', () => {
  expect(moduleFault(sound)).toBeNull()
})

const series = [{ key: 'level', name: text('Mực'), unit: 'm', cadenceS: 60 }]
const asset = {
  type: 'gauge',
  name: text('Trạm'),
  attributes: z.object({ limit: z.number().meta({ label: text('Ngưỡng') }) }),
  series,
}
const rule = {
  key: 'high',
  name: text('Cao'),
  title: text('Cao'),
  severity: 'crit',
  assetType: 'gauge',
  series: 'level',
  op: '>',
  threshold: 1,
} as const

test.each<[string, ModuleDefinition, string]>([
  ['an id of another form', { ...sound, id: 'Papers' }, 'write its id in lower-case'],
  [
    'a permission of another module',
    { ...sound, permissions: [{ key: 'roads.read', name: text('Xem') }] },
    'must be «papers.<verb>»',
  ],
  [
    'an undeclared permission',
    { ...sound, permissions: [{ key: 'papers.read', name: text('Xem') }] },
    '«papers.issue», which the module does not declare',
  ],
  ['a type declared twice', { ...sound, records: [record, record] }, 'notice is declared twice'],
  [
    'a reserved column',
    withRecord({ fields: { ...record.fields, state: { kind: 'yes_no', label: text('x') } } }),
    'every record has a column of this name',
  ],
  [
    'personal data that is searchable',
    withRecord({
      fields: {
        ...record.fields,
        phone: { kind: 'text', maxLength: 20, label: text('x'), personal: true, searchable: true },
      },
    }),
    'never public, searchable or listed',
  ],
  [
    'personal data nobody may see',
    withRecord({
      fields: { ...record.fields, phone: { kind: 'text', maxLength: 20, label: text('x'), personal: true } },
    }),
    'permissions.readPersonal',
  ],
  ['a title that may be missing', withRecord({ titleField: 'due' }), 'must be a required text field'],
  ['a move to nowhere', withRecord({ lifecycle: { ...record.lifecycle, initial: 'lost' } }), 'is not among the states'],
  [
    'a state without a way to it',
    withRecord({
      lifecycle: { ...record.lifecycle, states: { ...record.lifecycle.states, kept: { name: text('x') } } },
    }),
    'no move leads to state kept',
  ],
  [
    'a number that nothing gives',
    withRecord({
      lifecycle: {
        ...record.lifecycle,
        moves: { issue: { name: text('x'), from: ['draft'], to: 'issued', permission: 'papers.issue' } },
      },
    }),
    'need each other',
  ],
  [
    'a deadline from nowhere',
    withRecord({
      deadlines: [
        {
          key: 'd',
          name: text('x'),
          from: 'x',
          to: [],
          length: { amount: 1, unit: 'day' },
          warnWorkingHours: 4,
          source: { text: '', confirmed: false },
        },
      ],
    }),
    'names state x',
  ],
  [
    'a rule on a series that is not there',
    { ...sound, assets: [asset], rules: [{ ...rule, series: 'flow' }] },
    'has no series flow',
  ],
  [
    'an attribute without words',
    { ...sound, assets: [{ ...asset, attributes: z.object({ limit: z.number() }) }] },
    'asset gauge, field limit: give it words in both languages',
  ],
  [
    'a choice one of which has no words',
    {
      ...sound,
      assets: [
        {
          ...asset,
          attributes: z.object({ way: z.enum(['a', 'b']).meta({ label: text('x'), options: { a: text('a') } }) }),
        },
      ],
    },
    'give «b» words in both languages',
  ],
  [
    'an attribute that no form can hold',
    { ...sound, assets: [{ ...asset, attributes: z.object({ way: z.object({}).meta({ label: text('x') }) }) }] },
    'field way: no form control for object',
  ],
  [
    'a setting without words',
    {
      ...sound,
      connectors: [
        { key: 'poll', name: text('x'), config: z.object({ s: z.int().default(1) }), run: async () => undefined },
      ],
    },
    'connector poll, field s: give it words in both languages',
  ],
  [
    'a rule by an attribute that is not there',
    { ...sound, assets: [asset], rules: [{ ...rule, threshold: { attribute: 'max' } }] },
    'has no attribute max',
  ],
  [
    'a connector that cannot start untouched',
    {
      ...sound,
      connectors: [{ key: 'poll', name: text('x'), config: z.object({ url: z.string() }), run: async () => undefined }],
    },
    'every setting needs a default',
  ],
])('%s is refused with a sentence', (_, definition, sentence) => {
  expect(moduleFault(definition)).toContain(sentence)
  expect(() => defineModule(definition)).toThrow(sentence)
})

test('an undeclared permission does not compile', () => {
  const wrong = () =>
    defineModule({
      id: 'papers',
      name: text('Văn bản'),
      permissions: [{ key: 'papers.read', name: text('Xem') }],
      // @ts-expect-error papers.write is not declared
      records: [{ ...record, permissions: { read: 'papers.read', create: 'papers.write', edit: 'papers.read' } }],
    })
  expect(wrong).toThrow('papers.write')
})
