import { describe, expect, it } from 'vitest'
import { indicatorSearch, signInSearch, situationSearch, taskSearch } from './search.ts'

describe('what addresses may carry', () => {
  it('a way back after signing in must be a path of this site', () => {
    expect(signInSearch({ to: '/su-co/1?a=b' })).toEqual({ to: '/su-co/1?a=b' })
    expect(signInSearch({ to: '//evil.example' })).toEqual({})
    expect(signInSearch({ to: '/\\evil.example' })).toEqual({})
    expect(signInSearch({ to: 'https://evil.example' })).toEqual({})
  })
  it('a refused value stays as undefined, so that the router overwrites the one that was typed', () => {
    const typed = { to: 'https://evil.example' }
    expect({ ...typed, ...signInSearch(typed) }.to).toBeUndefined()
  })
  it('a year alone is a period, though the address gives it as a number', () => {
    expect(indicatorSearch({ period: 2026, agency: '7', count: 'late' })).toEqual({
      period: '2026',
      agency: 7,
      count: 'late',
    })
  })
  it('a view of the map that was typed wrong is dropped, and the rest of the link still opens', () => {
    const link = { at: '9.5,16.4,107.6', near: '107.6,16.4,2000', layer: 'alerts', asset: 'phu-oc' }
    expect(situationSearch(link)).toEqual(link)
    expect(situationSearch({ layer: 'environment.rain_6h' })).toEqual({ layer: 'environment.rain_6h' })
    expect(situationSearch({ ...link, at: '9.5,164,107.6', near: 'here', layer: 'rain' })).toEqual({ asset: 'phu-oc' })
  })
  it('what is not known is dropped', () => {
    expect(taskSearch({ side: 'theirs', state: 'open', x: 1 })).toEqual({ state: 'open' })
    expect(indicatorSearch({ period: '2026-13', agency: -1 })).toEqual({})
    expect(indicatorSearch({ period: '2026-02-29' })).toEqual({})
    expect(indicatorSearch({ period: '2028-02-29' })).toEqual({ period: '2028-02-29' })
  })
})
