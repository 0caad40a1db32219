import { expect, test } from 'vitest'
import { z } from 'zod'
import { type Field, schemaOfField } from '../field.ts'
import { codeOfIssue } from './value-fault.ts'

const label = { vi: 'x', en: 'x' }
const choice: Field = { kind: 'choice', label, options: [{ key: 'a', label }] }

test.each<[Field, unknown, object]>([
  [{ kind: 'text', label, maxLength: 3 }, 'dài quá', { code: 'too_long', params: { n: 3 } }],
  [{ kind: 'text', label, maxLength: 3 }, '  ', { code: 'required' }],
  [{ kind: 'text', label, maxLength: 3 }, null, { code: 'required' }],
  [{ kind: 'text', label, maxLength: 3 }, undefined, { code: 'required' }],
  [{ kind: 'integer', label, min: 2 }, 1, { code: 'too_small', params: { n: 2 } }],
  [{ kind: 'number', label, max: 2 }, 3, { code: 'too_large', params: { n: 2 } }],
  [{ kind: 'integer', label }, 1.5, { code: 'not_whole' }],
  [{ kind: 'number', label }, 'ba', { code: 'not_a_number' }],
  [{ kind: 'money', label }, 1e300, { code: 'too_large', params: { n: Number.MAX_SAFE_INTEGER } }],
  [{ kind: 'date', label }, '2026-02-31', { code: 'not_a_day' }],
  [{ kind: 'date', label }, '0000-01-01', { code: 'not_a_day' }],
  [{ kind: 'instant', label }, '2026-02-03', { code: 'not_an_instant' }],
  [{ kind: 'instant', label }, '0000-01-01T00:00:00Z', { code: 'not_an_instant' }],
  [{ kind: 'link', label }, 'example', { code: 'not_a_link' }],
  [choice, 'b', { code: 'not_a_choice' }],
  [{ ...choice, kind: 'choices' }, ['b'], { code: 'not_a_choice' }],
])('%o refuses %o with a code of its own', (field, value, coded) => {
  const [issue] = schemaOfField(field).safeParse(value).error?.issues ?? []
  expect(codeOfIssue(issue ?? {})).toEqual(coded)
})

test('a key nobody declared, and what the framework carries', () => {
  const [issue] = z.strictObject({}).safeParse({ x: 1 }).error?.issues ?? []
  expect(codeOfIssue(issue ?? {})).toEqual({ code: 'unknown_field' })
  const carried = { keyword: 'too_big', message: 'x', params: { origin: 'string', maximum: 9 } }
  expect(codeOfIssue(carried)).toEqual({ code: 'too_long', params: { n: 9 } })
})
