import { expect, test } from 'vitest'
import { z } from 'zod'
import { formFieldsOf } from './form-field.ts'

const label = { vi: 'Tên', en: 'Name' }

test('fields of a Zod object come out with their words, limits and kinds, in the order declared', () => {
  const fields = formFieldsOf(
    z.object({
      serial: z.string().min(1).max(64).meta({ label, listed: true }),
      level: z.number().nullable().optional().meta({ label, unit: 'm' }),
      every: z.int().min(1).max(9).default(5).meta({ label, hint: label }),
      way: z
        .enum(['a', 'b'])
        .optional()
        .meta({ label, options: { a: label, b: label } }),
      page: z.url().meta({ label }),
      on: z.boolean().meta({ label }),
      since: z.iso.date().optional().meta({ label }),
      hosts: z.array(z.string()).default([]).meta({ label }),
      inner: z.string().max(7).meta({ label, multiline: true }).optional(),
    }),
  )
  expect(fields).toEqual({
    serial: { kind: 'text', label, maxLength: 64, required: true, listed: true },
    level: { kind: 'number', label, unit: 'm' },
    every: { kind: 'integer', label, hint: label, min: 1, max: 9 },
    way: {
      kind: 'choice',
      label,
      options: [
        { key: 'a', label },
        { key: 'b', label },
      ],
    },
    page: { kind: 'link', label, required: true },
    on: { kind: 'yes_no', label, required: true },
    since: { kind: 'date', label },
    hosts: { kind: 'lines', label },
    inner: { kind: 'text', label, maxLength: 7, multiline: true },
  })
  expect(Object.keys(fields)[0]).toBe('serial')
})

test('what has no words or no control is refused with a sentence', () => {
  expect(() => formFieldsOf(z.object({ a: z.string() }))).toThrow('field a: give it words in both languages')
  expect(() => formFieldsOf(z.object({ a: z.union([z.string(), z.number()]).meta({ label }) }))).toThrow(
    'field a: one kind of value',
  )
})
