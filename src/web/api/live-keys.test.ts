import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { refreshAfter } from './live-keys.ts'

function clientWith(...keys: unknown[][]): { client: QueryClient; old: () => string[] } {
  const client = new QueryClient()
  for (const key of keys) client.setQueryData(key, {})
  const old = () =>
    client
      .getQueryCache()
      .getAll()
      .filter((query) => query.state.isInvalidated)
      .map((query) => query.queryKey.join('/'))
  return { client, old }
}

describe('what a change makes old', () => {
  it('a reading of one asset leaves the others and the alerts as they are', () => {
    const { client, old } = clientWith(['asset', 'a'], ['asset', 'b'], ['readings', 'a', 'level'], ['alerts', 'all'])
    refreshAfter(client, { kind: 'reading', action: 'batch', ids: ['a'] })
    expect(old()).toEqual(['asset/a', 'readings/a/level'])
  })
  it('an alert makes the map, the inbox and itself old', () => {
    const { client, old } = clientWith(['map-alerts'], ['alerts', 'all'], ['alert', '1'], ['alert', '2'], ['reports'])
    refreshAfter(client, { kind: 'alert', action: 'firing', ids: ['1'] })
    expect(old()).toEqual(['map-alerts', 'alerts/all', 'alert/1'])
  })
  it('a reset makes everything old but who is signed in and where the communes lie', () => {
    const { client, old } = clientWith(['session'], ['areas'], ['summary'], ['tasks', 'all', 'open'])
    refreshAfter(client, { kind: 'reset', action: 'reset', ids: [] })
    expect(old()).toEqual(['summary', 'tasks/all/open'])
  })
})
