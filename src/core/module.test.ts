import { expect, test } from 'vitest'
import { z } from 'zod'
import type { Channel } from './channel.ts'
import type { Field, Fields } from './field.ts'
import type { Indicator } from './indicator.ts'
import { defineModule, type ModuleDefinition } from './module.ts'
import { moduleFault } from './module-fault.ts'
import type { ModuleRoute } from './module-route.ts'
import type { Reaction } from './reaction.ts'
import type { DeadlineRule, Move, RecordType } from './record.ts'

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

const connector = { key: 'poll', name: text('x'), config: z.object({}), run: async () => undefined }
const reaction: Reaction = { key: 'tell', name: text('x'), to: 'record.moved', run: async () => undefined }
const withReaction = (change: object) => ({ ...withDeadline({}), reactions: [{ ...reaction, ...change } as Reaction] })
const channel: Channel = {
  key: 'mail',
  name: text('x'),
  addressName: text('x'),
  config: z.object({}),
  addressFault: () => null,
  deliver: async () => ({ state: 'sent', note: '' }),
}
const withChannel = (change: Partial<Channel>) => ({ ...sound, channels: [{ ...channel, ...change }] })
const option = { key: 'a', label: text('x') }
const withField = (field: Field, key = 'extra_one') => withRecord({ fields: { ...record.fields, [key]: field } })
const withMove = (change: Partial<Move>, fields: Fields = {}) => {
  const { issue } = record.lifecycle.moves
  if (!issue) throw new Error('the sound record issues')
  return withRecord({
    fields: { ...record.fields, ...fields },
    lifecycle: { ...record.lifecycle, moves: { issue, other: { ...issue, issuesNumber: false, ...change } } },
  })
}
const withReference = (change: Partial<Move>) =>
  withMove(change, { ref: { kind: 'record', of: 'notice', label: text('x') } })
const withDeadline = (change: Partial<DeadlineRule>) =>
  withRecord({
    deadlines: [
      {
        key: 'answer',
        name: text('x'),
        from: 'draft',
        to: ['issued'],
        length: { amount: 1, unit: 'day' },
        warnWorkingHours: 4,
        source: { text: 'x', confirmed: false },
        ...change,
      },
    ],
  })
const withPhone: RecordType = {
  ...record,
  fields: { ...record.fields, phone: { kind: 'text', maxLength: 20, label: text('x'), personal: true } },
  permissions: { ...record.permissions, readPersonal: 'papers.read' },
}

const withIndicator = (change: Partial<Indicator>): ModuleDefinition => ({
  ...withDeadline({}),
  indicators: [
    {
      key: 'notices_in_time',
      name: text('x'),
      formula: text('x'),
      words: { noun: 'x', done: 'x', dismissed: 'x' },
      record: 'notice',
      deadline: 'answer',
      ...change,
    },
  ],
})

const withRoute = (change: Partial<ModuleRoute>): ModuleDefinition => ({
  ...sound,
  routes: [
    {
      path: 'overview',
      summary: 'x',
      permission: 'papers.read',
      query: z.object({}),
      answer: z.object({}),
      read: async () => ({}),
      ...change,
    },
  ],
})

test('what every refusal below changes is sound before', () => {
  for (const module of [
    withField({ kind: 'yes_no', label: text('x') }),
    withMove({}),
    withReference({}),
    withDeadline({}),
    withIndicator({}),
    withRoute({}),
  ]) {
    expect(moduleFault(module)).toBeNull()
  }
  expect(
    moduleFault({ ...sound, records: [withPhone], assets: [asset], rules: [rule], connectors: [connector] }),
  ).toBeNull()
})

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
  ['an id that is an address of the centre', { ...sound, id: 'alerts' }, 'alerts is taken by the centre'],
  ['an id that PostgreSQL keeps for itself', { ...sound, id: 'pg-toast' }, 'pg-toast is taken by the centre'],
  [
    'a permission declared twice',
    { ...sound, permissions: [...(sound.permissions ?? []), ...(sound.permissions ?? [])] },
    'papers.read is declared twice',
  ],
  [
    'an attribute of several texts',
    {
      ...sound,
      assets: [{ ...asset, attributes: z.object({ notes: z.array(z.string()).meta({ label: text('x') }) }) }],
    },
    'an attribute is one value',
  ],
  ['an asset type declared twice', { ...sound, assets: [asset, asset] }, 'gauge is declared twice'],
  ['a connector declared twice', { ...sound, connectors: [connector, connector] }, 'poll is declared twice'],
  [
    'a role with a verb that nobody declared',
    { ...sound, roles: { leader: ['papers.sign'] } },
    'roles grant «papers.sign»',
  ],
  [
    'a type named like the sibling of another',
    { ...sound, records: [withPhone, { ...record, type: 'notice_personal' }] },
    'kept in notice_personal',
  ],
  ['a type of another form', withRecord({ type: 'Notice' }), 'write its type in lower-case'],
  ['a field of another form', withField({ kind: 'yes_no', label: text('x') }, 'Due'), 'write its key in lower-case'],
  [
    'the key of the sibling',
    withField({ kind: 'yes_no', label: text('x') }, 'record_id'),
    'every record has a column of this name',
  ],
  [
    'a column of PostgreSQL',
    withField({ kind: 'yes_no', label: text('x') }, 'xmin'),
    'every record has a column of this name',
  ],
  ['a choice without options', withField({ kind: 'choice', label: text('x'), options: [] }), 'give it options'],
  [
    'two options of one key',
    withField({ kind: 'choice', label: text('x'), options: [option, option] }),
    'two options have the same key',
  ],
  ['a reference to no type', withField({ kind: 'record', label: text('x'), of: 'ghost' }), 'no record type ghost here'],
  [
    'a reference to no type of asset',
    withField({ kind: 'asset', label: text('x'), of: 'ghost' }),
    'no asset type ghost here',
  ],
  ['a pattern without a number', withRecord({ numberPattern: 'TB-{yyyy}' }), 'has no place for the number'],
  ['a move from no state', withMove({ from: ['lost'] }), 'names state lost'],
  ['a move out of the end', withMove({ from: ['issued'] }), 'which is final'],
  ['a move that requires no field', withMove({ requires: ['fee'] }), 'requires field fee'],
  ['a move of an agency that never sees the record', withMove({ by: 'lead' }), 'by lead must be one of sharedWith'],
  [
    'a share with a field that is no agency',
    withRecord({ sharedWith: ['due'] }),
    'sharedWith due must be a field of kind agency',
  ],
  [
    'a term through a field that refers to nothing',
    withMove({ notAfter: { through: 'due', field: 'due' } }),
    'through due must be a field of kind record',
  ],
  [
    'a term that is no date',
    withReference({ notAfter: { through: 'ref', field: 'title' } }),
    'notAfter title must be a date',
  ],
  [
    'a term in a field that is not there',
    withReference({ notAfter: { through: 'ref', field: 'ghost' } }),
    'notice has no field ghost',
  ],
  [
    'a write from a field that is not there',
    withReference({ writes: { through: 'ref', field: 'due', from: 'ghost' } }),
    'writes from ghost',
  ],
  [
    'an editable field that is not there',
    withRecord({
      lifecycle: {
        ...record.lifecycle,
        states: { ...record.lifecycle.states, draft: { name: text('x'), editable: ['ghost'] } },
      },
    }),
    'editable ghost does not exist',
  ],
  ['a deadline of no length', withDeadline({ length: { amount: 0, unit: 'day' } }), 'its length must be above 0'],
  [
    'a deadline set by a field that is no day',
    withDeadline({ byField: 'title' }),
    'byField title must be a date or an instant',
  ],
  ['a rule on a type that is not there', { ...sound, rules: [rule] }, 'no asset type gauge here'],
  ['an indicator of no type', withIndicator({ record: 'ghost' }), 'no record type ghost here'],
  ['an indicator of no deadline', withIndicator({ deadline: 'ghost' }), 'notice has no deadline ghost'],
  ['an indicator of another form', withIndicator({ key: 'In-time' }), 'write its key in lower-case'],
  [
    'an indicator for an agency that never sees the record',
    withIndicator({ agencyField: 'due' }),
    'agencyField due must be',
  ],
  [
    'an indicator that leaves out what goes on',
    withIndicator({ dismissedIn: ['draft'] }),
    'dismissedIn draft must be a final',
  ],
  ['a route of another form', withRoute({ path: 'By lead' }), 'write its path in lower-case'],
  ['a route where a register stands', withRoute({ path: 'notices' }), 'this is the address of a record type'],
  [
    'a route that cannot be asked bare',
    withRoute({ query: z.object({ id: z.string() }) }),
    'every parameter needs a default',
  ],
  ['a route with a verb that nobody declared', withRoute({ permission: 'papers.ghost' }), 'asks for «papers.ghost»'],
  ['a reaction of another form', withReaction({ key: 'Tell it' }), 'reaction Tell it: write its key in lower-case'],
  [
    'a reaction to what never happens',
    withReaction({ to: 'record.burnt' }),
    'nothing happens that is called «record.burnt»',
  ],
  [
    'a reaction to a record that is not there',
    withReaction({ of: 'papers.ghost' }),
    'no record type papers.ghost here',
  ],
  [
    'a reaction to an asset type’s records',
    withReaction({ of: 'gauge' }),
    'is about a record, <module>.<type>, not gauge',
  ],
  [
    'a reaction to a record’s alerts',
    withReaction({ to: 'alert.firing', of: 'a.b' }),
    'is about an asset type, not a.b',
  ],
  [
    'a reaction to deadlines that a record lacks',
    {
      ...withRecord({}),
      reactions: [
        { key: 'tell', name: text('x'), to: 'deadline.near', of: 'papers.notice', run: async () => undefined },
      ],
    },
    'papers.notice has no deadlines',
  ],
  ['two reactions of one key', { ...sound, reactions: [reaction, reaction] }, 'tell is declared twice'],
  ['a channel of another form', withChannel({ key: 'E-mail' }), 'channel E-mail: write its key in lower-case'],
  [
    'a channel that cannot be set',
    withChannel({ config: z.object({ host: z.string() }) }),
    'every setting needs a default',
  ],
  [
    'a channel with settings without words',
    withChannel({ config: z.object({ host: z.string().default('') }) }),
    'channel mail, field host: give it words',
  ],
  ['two channels of one key', { ...sound, channels: [channel, channel] }, 'mail is declared twice'],
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
