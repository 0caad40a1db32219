import type { IncomingReading, Refusal } from './incoming.ts'
import type { Item } from './read-body.ts'
import type { Outcome } from './store.ts'

/**
 * The answer (`IngestAnswer`) as JSON, written at once: with thousands of results a schema would take longer than the commit.
 * @param outcomes of the readings among `read`, in their order
 */
export function presentOutcomes(
  items: readonly Item[],
  read: readonly (IncomingReading | Refusal)[],
  outcomes: readonly Outcome[],
): Buffer {
  const counts = { stored: 0, duplicate: 0, corrected: 0, refused: 0 }
  let results = ''
  let next = 0
  for (const [index, one] of read.entries()) {
    const outcome: Outcome = 'reason' in one ? one : (outcomes[next++] ?? 'stored')
    const line = items[index]?.line
    const place = line === undefined ? `{"index":${index}` : `{"index":${index},"line":${line}`
    if (index > 0) results += ','
    if (typeof outcome === 'string') {
      counts[outcome]++
      results += `${place},"outcome":"${outcome}"}`
    } else {
      counts.refused++
      const { reason, detail } = outcome
      results += `${place},"outcome":"refused","reason":"${reason}","detail":${JSON.stringify(detail.toWellFormed())}}`
    }
  }
  return Buffer.from(`${JSON.stringify(counts).slice(0, -1)},"results":[${results}]}`)
}
