import { expect, test } from 'vitest'
import { problemOf } from './problems.ts'

test.for(['23505', '23P01'])(
  'what only one may have is refused as a conflict, not as a fault of the centre: %s',
  (code) => {
    const error = Object.assign(new Error('duplicate key value violates unique constraint "credential_name_key"'), {
      code,
    })
    const problem = problemOf(error)
    expect(problem).toMatchObject({ status: 409, code: 'stands_already' })
    expect(JSON.stringify(problem)).not.toContain('credential_name_key')
  },
)

test('what nobody foresaw stays a fault of the centre', () => {
  expect(problemOf(Object.assign(new Error('null value'), { code: '23502' }))).toBeNull()
})
