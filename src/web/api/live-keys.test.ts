import { QueryClient, QueryObserver } from '@tanstack/react-query'
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

/** Has it on screen until the answer is called. */
const show = (client: QueryClient, queryKey: unknown[]) =>
  new QueryObserver(client, { queryKey, queryFn: () => new Promise(() => undefined), staleTime: 60_000 }).subscribe(
    () => undefined,
  )

describe('what a change makes old', () => {
  it('a reading of one asset leaves the others and the alerts as they are', () => {
    const { client, old } = clientWith(['asset', 'a'], ['asset', 'b'], ['readings', 'a', 'level'], ['alerts', 'all'])
    refreshAfter(client, { kind: 'reading', action: 'batch', ids: ['a'] })
    expect(old()).toEqual(['asset/a', 'readings/a/level'])
  })
  it('an alert that is on screen makes the map, the inbox and itself old, and stays there until it is fetched anew', () => {
    const { client, old } = clientWith(['map-alerts'], ['alerts', 'all'], ['alert', '1'], ['alert', '2'], ['reports'])
    const leave = show(client, ['alert', '1'])
    refreshAfter(client, { kind: 'alert', action: 'firing', ids: ['1'] })
    expect(old()).toEqual(['map-alerts', 'alerts/all', 'alert/1'])
    expect(client.getQueryData(['alert', '1'])).toEqual({})
    leave()
  })
  it('an alert that was seen before is forgotten, so that it is not shown again as it was', () => {
    const { client, old } = clientWith(['alerts', 'all'], ['alert', '1'], ['alert', '2'])
    refreshAfter(client, { kind: 'alert', action: 'taken', ids: ['1'] })
    expect(client.getQueryData(['alert', '1'])).toBeUndefined()
    expect(client.getQueryData(['alert', '2'])).toEqual({})
    expect(old()).toEqual(['alerts/all'])
  })
  it('a first answer that was under way when something changed is asked for again, once', async () => {
    const client = new QueryClient()
    const answers: ((text: string) => void)[] = []
    const queryFn = () => new Promise<string>((resolve) => answers.push(resolve))
    const leave = new QueryObserver(client, { queryKey: ['incident', '1'], queryFn }).subscribe(() => undefined)
    for (const action of ['stage_moved', 'noted']) refreshAfter(client, { kind: 'incident', action, ids: ['1'] })
    answers[0]?.('before')
    await expect.poll(() => answers.length).toBe(2)
    answers[1]?.('after')
    await expect.poll(() => client.getQueryData(['incident', '1'])).toBe('after')
    expect(answers.length).toBe(2)
    leave()
  })
  it('what somebody is just waiting for is not taken from them', async () => {
    const { client } = clientWith()
    const { promise, resolve } = Promise.withResolvers<string>()
    const waiting = client.fetchQuery({ queryKey: ['record', 'a'], queryFn: () => promise })
    refreshAfter(client, { kind: 'record', action: 'moved', ids: ['a'] })
    resolve('as it stands')
    await expect(waiting).resolves.toBe('as it stands')
  })
  it('a try to deliver makes old how far bulletins came, a change of an incident its bulletins alone', () => {
    const { client, old } = clientWith(['bulletins', '1'], ['bulletins', '2', 'a'], ['incidents', 'open'])
    refreshAfter(client, { kind: 'incident', action: 'bulletin_asked', ids: ['1'] })
    expect(old()).toEqual(['bulletins/1', 'incidents/open'])
    refreshAfter(client, { kind: 'message', action: 'tried', ids: ['m'] })
    expect(old()).toEqual(['bulletins/1', 'bulletins/2/a', 'incidents/open'])
  })
  it('a device or a person that is new makes old how far an empty centre has come; a reading does not, of which there are many', () => {
    for (const [kind, expected] of [
      ['asset', ['first-hour']],
      ['account', ['first-hour']],
      ['reading', []],
    ] as const) {
      const { client, old } = clientWith(['first-hour'])
      refreshAfter(client, { kind, action: 'many', ids: [] })
      expect(old(), kind).toEqual(expected)
    }
  })
  it('a reset makes everything old but who is signed in and where the communes lie', () => {
    const { client, old } = clientWith(['session'], ['areas'], ['summary'], ['tasks', 'all', 'open'])
    refreshAfter(client, { kind: 'reset', action: 'reset', ids: [] })
    expect(old()).toEqual(['summary', 'tasks/all/open'])
  })
})
