import type { QueryClient, QueryKey } from '@tanstack/react-query'
import type { LiveChange } from '../../core/api/situation.ts'

/** Which fetched things a change makes old. A key matches every query that begins with it. */
export function keysTouchedBy(change: LiveChange): QueryKey[] {
  const each = (noun: string) => change.ids.map((id) => [noun, id])
  switch (change.kind) {
    case 'reading':
      return [['summary'], ['asset-points'], ...each('asset'), ...each('readings')]
    case 'alert':
      return [['asset-points'], ['alerts'], ['summary'], ...each('alert'), ['asset'], ['incident'], ['indicator']]
    case 'incident':
      return [['incidents'], ['summary'], ...each('incident'), ['alerts'], ['alert'], ['tasks'], ['indicator']]
    case 'task':
      return [
        ['tasks'],
        ['summary'],
        ...each('task'),
        ['incidents'],
        ['incident'],
        ['alerts'],
        ['alert'],
        ['indicator'],
      ]
    case 'report':
      return [['reports'], ...each('report')]
    case 'reset':
      return [[]]
  }
}

/** Fetches anew what the change made old and is on screen; the rest is fetched when it is shown next. */
export async function refreshAfter(client: QueryClient, change: LiveChange): Promise<void> {
  await Promise.all(
    keysTouchedBy(change).map((queryKey) =>
      // A session and the communes do not change with the field; a reset must not sign anyone out either.
      client.invalidateQueries({
        queryKey,
        predicate: (q) => q.queryKey[0] !== 'session' && q.queryKey[0] !== 'areas',
      }),
    ),
  )
}
