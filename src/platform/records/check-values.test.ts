import { expect, test } from 'vitest'
import type { Fields } from '../../core/field.ts'
import { refuseItself } from './check-values.ts'

const label = { vi: 'x', en: 'x' }
const fields: Fields = {
  renewed_by: { kind: 'record', of: 'licence', label },
  note: { kind: 'text', maxLength: 100, label },
}

test('a record that refers to itself is refused, naming the field; its id in another field is not', () => {
  expect(() => refuseItself(fields, 'a', { renewed_by: 'a' })).toThrow(/renewed_by: a record cannot refer to itself/)
  expect(() => refuseItself(fields, 'a', { renewed_by: 'b', note: 'a' })).not.toThrow()
})
