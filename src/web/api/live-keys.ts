import type { Query, QueryClient, QueryKey } from '@tanstack/react-query'
import type { LiveChange } from '../../core/api/situation.ts'

/** Which fetched things a change makes old. A key matches every query that begins with it. */
export function keysTouchedBy(change: LiveChange): QueryKey[] {
  const each = (noun: string) => change.ids.map((id) => [noun, id])
  switch (change.kind) {
    case 'reading':
      return [['summary'], ...each('asset'), ...each('readings')]
    case 'alert':
      return [
        ['map-alerts'],
        ['area-counts'],
        ['alerts'],
        ['alert-lines'],
        ['summary'],
        ['strip'],
        ...each('alert'),
        ['asset'],
        ['incident'],
        ['indicator'],
        ['rules'],
      ]
    case 'incident':
      return [
        ['incidents'],
        ['summary'],
        ...each('incident'),
        ...each('bulletins'),
        ['alerts'],
        ['alert-lines'],
        ['alert'],
        ['tasks'],
        ['indicator'],
      ]
    case 'task':
      return [
        ['tasks'],
        ['summary'],
        ...each('task'),
        ['incidents'],
        ['incident'],
        ['alerts'],
        ['alert-lines'],
        ['alert'],
        ['indicator'],
      ]
    case 'report':
      return [['reports'], ...each('report')]
    case 'record':
      return [['records'], ...each('record'), ['links'], ['indicator'], ['module']]
    case 'asset':
      return [...each('asset'), ['assets'], ['asset-types'], ['map-alerts'], ['summary'], ['first-hour']]
    case 'message':
      return [['messages'], ['channels'], ['bulletins']]
    case 'account':
      return [['accounts'], ...each('account'), ['roles'], ['session'], ['first-hour']]
    case 'rule':
      return [['rules'], ...each('rule')]
    case 'reset':
      return [[]]
  }
}

/** Whole things, as a panel or a page of their own shows them. */
const details = new Set(['alert', 'incident', 'task', 'report', 'record', 'asset', 'account', 'rule'])

/**
 * Starts to fetch anew what the change made old and is on screen; the rest is fetched when it is shown next. A whole thing that is not on
 * screen is forgotten: opened again it would stand there as it was until the answer came. It does not wait: whoever acted goes on at
 * once, and a dialog may close before the lists behind it are new.
 */
export function refreshAfter(client: QueryClient, change: LiveChange): void {
  for (const queryKey of keysTouchedBy(change)) {
    // What is being fetched somebody waits for. A value carries its age, so a reading makes no asset a lie.
    const isForgotten = ({ queryKey: [noun], state }: Query) =>
      details.has(String(noun)) && state.fetchStatus === 'idle'
    if (change.kind !== 'reading') client.removeQueries({ queryKey, type: 'inactive', predicate: isForgotten })
    // A session and the communes do not change with the field; a reset must not sign anyone out either. A change of accounts may be
    // the end of this very session: asking for it says so, and then leads to sign-in.
    const predicate = ({ queryKey: [noun] }: Query) =>
      noun !== 'areas' && (noun !== 'session' || change.kind === 'account')
    if (change.kind !== 'reading') askAgainAfterFirst(client, client.getQueryCache().findAll({ queryKey, predicate }))
    void client.invalidateQueries({ queryKey, predicate })
  }
}

const followed = new WeakSet<Promise<unknown>>()

/** A first answer that is under way may tell what was before the change, and is not begun anew for it: it is asked for again once it is here. */
function askAgainAfterFirst(client: QueryClient, queries: readonly Query[]): void {
  for (const { state, promise, queryKey } of queries) {
    if (state.data !== undefined || state.fetchStatus !== 'fetching' || !promise || followed.has(promise)) continue
    followed.add(promise)
    const again = () => void client.invalidateQueries({ queryKey, exact: true })
    promise.then(again, () => undefined)
  }
}

/** Starts to fetch anew whatever a reading may have touched: readings that were told while the page was away are not told again. */
export function refreshReadings(client: QueryClient): void {
  for (const noun of ['summary', 'asset', 'assets', 'asset-types', 'readings']) {
    void client.invalidateQueries({ queryKey: [noun] })
  }
}
