import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkEdit, checkMove, sharedWith } from './lifecycle.ts'
import type { Move, RecordType } from './record.ts'

const text = (vi: string) => ({ vi, en: vi })
const fieldNames = ['title', 'note', 'amount', 'unit', 'units'] as const
const stateNames = ['a', 'b', 'c', 'd']

/** A record type with moves made up at random. */
const typeOf = (moves: Record<string, Move>): RecordType => ({
  type: 'paper',
  name: text('Văn bản'),
  plural: text('Văn bản'),
  titleField: 'title',
  fields: {
    title: { kind: 'text', label: text('Tên'), maxLength: 100, required: true },
    note: { kind: 'text', label: text('Ghi chú'), maxLength: 100 },
    amount: { kind: 'integer', label: text('Số') },
    unit: { kind: 'agency', label: text('Cơ quan') },
    units: { kind: 'agencies', label: text('Các cơ quan') },
  },
  sharedWith: ['unit', 'units'],
  lifecycle: {
    initial: 'a',
    states: {
      a: { name: text('a') },
      b: { name: text('b'), editable: ['note'] },
      c: { name: text('c') },
      d: { name: text('d'), isFinal: true },
    },
    moves,
  },
  permissions: { read: 'p.read', create: 'p.write', edit: 'p.write' },
})

const move = fc.record({
  name: fc.constant(text('x')),
  from: fc.subarray(stateNames, { minLength: 1 }),
  to: fc.constantFrom(...stateNames),
  permission: fc.constantFrom('p.read', 'p.write'),
  by: fc.option(fc.constantFrom('unit', 'units'), { nil: undefined }),
  requires: fc.option(fc.subarray([...fieldNames]), { nil: undefined }),
  needsEvidence: fc.option(fc.boolean(), { nil: undefined }),
  needsComment: fc.option(fc.boolean(), { nil: undefined }),
  notAfter: fc.option(fc.constant({ through: 'x', field: 'y' }), { nil: undefined }),
})
const day = fc.constantFrom('2026-11-20', '2026-11-21', '2026-11-22')
const asked = fc.record({
  state: fc.constantFrom(...stateNames),
  permissions: fc.subarray(['p.read', 'p.write']).map((list) => new Set(list)),
  ownerId: fc.integer({ min: 1, max: 3 }),
  agencyIds: fc.subarray([1, 2, 3]),
  values: fc.record({
    title: fc.constantFrom(null, '', 'x'),
    note: fc.constantFrom(null, 'x'),
    amount: fc.constantFrom(null, 0, 7),
    unit: fc.constantFrom(null, 1, 2),
    units: fc.constantFrom<number[] | null>(null, [], [2, 3]),
  }),
  evidence: fc.integer({ min: 0, max: 2 }),
  comment: fc.constantFrom(undefined, '', '  ', 'vì'),
  today: day,
  lastDay: fc.constantFrom(undefined, null, '2026-11-21'),
})

test('a move is allowed exactly when every single condition of it holds', () => {
  let allowed = 0
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('go', 'stop'), move, { minKeys: 1 }),
      fc.constantFrom('go', 'stop', 'toString'),
      asked,
      (moves, key, who) => {
        // The optional parts are left undefined here instead of out.
        const type = typeOf(moves as Record<string, Move>)
        const wanted = Object.entries(moves).find(([name]) => name === key)?.[1]
        const conditions: (() => boolean)[] = [
          () => wanted !== undefined,
          () => [...who.permissions].some((held) => held === wanted?.permission),
          () => {
            const doers: unknown[] =
              wanted?.by === 'unit'
                ? [who.values.unit]
                : wanted?.by === 'units'
                  ? (who.values.units ?? [])
                  : [who.ownerId]
            return who.agencyIds.some((id) => doers.indexOf(id) >= 0)
          },
          () => wanted?.from.some((state) => state === who.state) === true,
          () => !wanted?.notAfter || !who.lastDay || Date.parse(who.today) <= Date.parse(who.lastDay),
          () =>
            (wanted?.requires ?? []).every((name) => {
              const value: unknown = who.values[name]
              return Array.isArray(value) ? value.length > 0 : value === 0 || Boolean(value)
            }),
          () => !wanted?.needsEvidence || who.evidence >= 1,
          () => !wanted?.needsComment || /\S/.test(who.comment ?? ''),
        ]
        const expected = conditions.every((holds) => holds())
        if (expected) allowed += 1
        const refusal = checkMove(type, key, who)
        expect(refusal === null).toBe(expected)
        if (refusal) expect(refusal.detail).toMatch(/\w{3}/)
      },
    ),
    { numRuns: 5_000 },
  )
  expect(allowed, 'the property is not empty').toBeGreaterThan(30)
})

test.each([
  ['the owner, in a state that is open', 'a', [1], ['title'], null],
  ['another agency', 'a', [2], ['title'], 'not_your_move'],
  ['a field that the state leaves open', 'b', [1], ['note'], null],
  ['a field that the state has closed', 'b', [1], ['note', 'title'], 'not_editable'],
  ['a final state', 'd', [1], ['note'], 'not_editable'],
] as const)('editing by %s', (_, state, agencyIds, keys, code) => {
  const type = typeOf({})
  const who = { state, agencyIds, ownerId: 1, values: {}, permissions: new Set(['p.write']) }
  expect(checkEdit(type, keys, who)?.code ?? null).toBe(code)
  expect(checkEdit(type, keys, { ...who, permissions: new Set() })?.code).toBe('not_permitted')
})

test('a record is shared with the agencies in its fields, once each, not with its owner, and not before it leaves its first state', () => {
  const type = typeOf({})
  const values = { unit: 3, units: [2, 1, 3] }
  expect(sharedWith(type, { state: 'b', ownerId: 1, values })).toEqual([2, 3])
  expect(sharedWith(type, { state: 'a', ownerId: 1, values })).toEqual([])
  expect(sharedWith(type, { state: 'b', ownerId: 1, values: { unit: null, units: null } })).toEqual([])
})
