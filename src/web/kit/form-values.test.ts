import { expect, test } from 'vitest'
import type { FormFields } from '../../core/form-field.ts'
import { draftOf, readDraft } from './form-values.ts'

const label = { vi: 'x', en: 'x' }
const fields: FormFields = {
  serial: { kind: 'text', label, maxLength: 9, required: true },
  level: { kind: 'number', label, min: 0, max: 9 },
  count: { kind: 'integer', label },
  page: { kind: 'link', label },
  built: { kind: 'date', label },
  on: { kind: 'yes_no', label },
  hosts: { kind: 'lines', label },
}

test('what was typed comes out as values, and values go back as they were typed', () => {
  const draft = {
    serial: ' a ',
    level: '3,5',
    count: '',
    page: 'https://a.vn',
    on: 'false',
    built: '2026-11-21',
    hosts: 'a\n\n b ',
  }
  const { values, faults } = readDraft(fields, draft)
  expect(faults).toEqual({})
  expect(values).toEqual({
    serial: 'a',
    level: 3.5,
    page: 'https://a.vn',
    on: false,
    built: '2026-11-21',
    hosts: ['a', 'b'],
  })
  expect(readDraft(fields, draftOf(fields, values)).values).toEqual(values)
  expect(draftOf(fields, { level: null }).level).toBe('')
})

test('what does not fit is told by field', () => {
  const { faults } = readDraft(fields, { level: '12', count: '1.5', page: 'javascript:alert(1)', built: '31/02/2026' })
  expect(faults).toEqual({
    serial: { key: 'required' },
    level: { key: 'between', min: 0, max: 9 },
    count: { key: 'badNumber' },
    page: { key: 'badLink' },
    built: { key: 'badDay' },
  })
})
