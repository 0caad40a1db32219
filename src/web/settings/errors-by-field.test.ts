import { expect, it } from 'vitest'
import { errorsByField } from './errors-by-field.ts'

it('finds the field in every way a path is written', () => {
  expect(
    errorsByField([
      { path: 'body.login', message: 'taken' },
      { path: '/roles/0', message: 'unknown role' },
      { path: 'password', message: 'short' },
      { path: 'password', message: 'second is not shown' },
    ]),
  ).toEqual({ login: 'taken', roles: 'unknown role', password: 'short' })
})
