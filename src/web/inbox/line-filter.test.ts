import fc from 'fast-check'
import { expect, it } from 'vitest'
import { severities } from '../../core/severity.ts'
import { situationSearch } from '../search.ts'
import { isNarrow, type LineFilter, noFilter, severitiesOf, withSeverity } from './line-filter.ts'

it('choosing severities one by one ends with those that were chosen an odd number of times; all and none narrow nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...severities)), (presses) => {
      let shown = new Set<string>()
      let filter: LineFilter = noFilter
      for (const each of presses) {
        filter = withSeverity(filter, each)
        if (!shown.delete(each)) shown.add(each)
        // All of them are as good as none: the boxes are empty again.
        if (shown.size === severities.length) shown = new Set()
        expect(new Set(severitiesOf(filter))).toEqual(shown)
        expect(isNarrow(filter)).toBe(shown.size > 0)
        expect(situationSearch({ ...filter }).severity, 'an address carries it').toBe(filter.severity)
      }
    }),
  )
})

it('an address that names no severity, agency or module narrows nothing', () => {
  const read = situationSearch({ severity: 'crit,loud', agency: '-3', module: 'A B', area: '' })
  expect([read.severity, read.agency, read.module, read.area]).toEqual([undefined, undefined, undefined, undefined])
  expect(situationSearch({ agency: '12', area: 19930 })).toMatchObject({ agency: 12, area: '19930' })
})
