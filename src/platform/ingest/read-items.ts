import type { IncomingReading, Refusal, Source } from './incoming.ts'
import type { Item } from './read-body.ts'
import { readValue } from './read-value.ts'

const assetForm = /^[a-z0-9][a-z0-9-]{0,62}$/
const seriesForm = /^[a-z][a-z0-9_]{0,62}$/

/** What dead letters of this door name where no asset and series can be read. */
export const doorTopic = '/api/ingest/readings'

/**
 * Reads one item. A dead letter of it is kept as the MQTT door would keep it where asset and series can be read: topic and payload, so
 * that all letters are sent again alike.
 */
export function readItem(item: Item, source: Source): IncomingReading | Refusal {
  if ('fault' in item) return { reason: 'bad_payload', detail: item.fault }
  const { value: body } = item
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return { reason: 'bad_payload', detail: 'an object with asset, series, at and value' }
  }
  const { asset, series } = body as { asset?: unknown; series?: unknown }
  if (typeof asset !== 'string' || !assetForm.test(asset)) {
    return { reason: 'bad_payload', detail: 'asset: a code of lower-case letters, digits and dashes' }
  }
  if (typeof series !== 'string' || !seriesForm.test(series)) {
    return { reason: 'bad_payload', detail: 'series: a key of lower-case letters, digits and underscores' }
  }
  const read = readValue(body)
  if (typeof read === 'string') return { reason: 'bad_payload', detail: read }
  const kept = () => ({ topic: `nhip/v1/${asset}/${series}`, payload: Buffer.from(item.text()) })
  return { source, asset, series, ...read, via: source.via, kept }
}

/** What a dead letter keeps of an item that could not be read. */
export function keptOf(item: Item) {
  return { topic: doorTopic, payload: 'fault' in item ? item.bytes : Buffer.from(item.text()) }
}
