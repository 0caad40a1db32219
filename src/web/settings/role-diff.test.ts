import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffRoles, makeRoleId, mergeRoles } from './role-diff.ts'

const name = { vi: 'Trực', en: 'Duty' }
const set = (...permissions: string[]) => ({ name, permissions })

test('what was given and taken is told apart', () => {
  expect(diffRoles(set('a', 'b'), { ...set('b', 'c'), name: { vi: 'Trực', en: 'Watch' } })).toEqual({
    given: ['c'],
    taken: ['a'],
    isRenamed: true,
  })
})

test('what two changed apart comes together, and neither change is lost', () => {
  const theirs = { name: { vi: 'Trực ban', en: 'Duty' }, permissions: ['a', 'x'] }
  const mine = { name: { vi: 'Trực', en: 'Watch' }, permissions: ['b', 'c'] }
  expect(mergeRoles(set('a', 'b', 'c'), mine, theirs)).toEqual({
    name: { vi: 'Trực ban', en: 'Watch' },
    permissions: ['x'],
  })
  const verbs = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e')).map((each) => set(...each))
  fc.assert(
    fc.property(verbs, verbs, verbs, (base, own, fresh) => {
      const { permissions } = mergeRoles(base, own, fresh)
      const { given, taken } = diffRoles(base, own)
      expect(given.every((verb) => permissions.includes(verb))).toBe(true)
      expect(taken.some((verb) => permissions.includes(verb))).toBe(false)
      // Beyond what one changed oneself, it is what the other made of it.
      const left = (all: readonly string[]) => all.filter((verb) => ![...given, ...taken].includes(verb)).sort()
      expect(left(permissions)).toEqual(left(fresh.permissions))
    }),
  )
})

test('an id comes from the name, fits, and is never one in use', () => {
  expect(makeRoleId('truc dem', [])).toBe('truc_dem')
  expect(makeRoleId('truc dem', ['truc_dem', 'truc_dem_2'])).toBe('truc_dem_3')
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(makeRoleId(text, [])).toMatch(/^[a-z][a-z0-9_]{1,39}$/)
    }),
  )
})
