import type { IncomingReading, Refusal, Sender } from './incoming.ts'

/** A clock may run ahead a little; history may be sent late, but not from another age. */
const maxAheadMs = 5 * 60_000
const maxBehindMs = 400 * 86_400_000
const earliestSourceMs = Date.parse('1900-01-01T00:00:00Z')

/** Asia/Ho_Chi_Minh: local time that is labelled as UTC lies so far ahead. */
const offsetMs = 7 * 3_600_000
/** What is fresh by an hourly rhythm still shows it; a clock that is merely fast by hours seldom falls into this. */
const offsetEarlyMs = 70 * 60_000
const offsetLateMs = 10 * 60_000

/** Whether the event time can be believed when it is received; null when it can. */
export function refuseTime(at: Date, receivedAt: Date): Refusal | null {
  const aheadMs = at.getTime() - receivedAt.getTime()
  if (aheadMs > maxAheadMs) {
    if (aheadMs >= offsetMs - offsetEarlyMs && aheadMs <= offsetMs + offsetLateMs) return clockOffset
    return {
      reason: 'time_out_of_bounds',
      detail: `at lies ${Math.round(aheadMs / 1000)} s in the future; set the device's clock and offset`,
    }
  }
  if (-aheadMs > maxBehindMs) return { reason: 'time_out_of_bounds', detail: 'at lies more than 400 days in the past' }
  return null
}

const clockOffset: Refusal = {
  reason: 'clock_offset',
  detail: 'at lies about seven hours ahead: local time labelled as UTC? Send it with its offset, +07:00 instead of Z',
}

/** Whether the time at which a replayed value was measured is one that a calendar can show; null when it is. */
export function refuseSourceTime(sourceAt: Date | null, receivedAt: Date): Refusal | null {
  if (sourceAt === null) return null
  const aheadMs = sourceAt.getTime() - receivedAt.getTime()
  if (sourceAt.getTime() >= earliestSourceMs && aheadMs <= maxAheadMs) return null
  return {
    reason: 'time_out_of_bounds',
    detail: 'sourceAt lies before 1900 or in the future; send when it was measured',
  }
}

/** Whether `sender` may speak for the asset; null when it may. */
export function refuseSender(sender: Sender, asset: string, agencyId: number): Refusal | null {
  if (sender.assetCodes ? sender.assetCodes.has(asset) : sender.agencyId === null || sender.agencyId === agencyId)
    return null
  return { reason: 'foreign_asset', detail: `credential «${sender.name}» may not speak for asset ${asset}` }
}

/**
 * Series of which a reading among these lies ahead by the offset of local time: their older readings, whose times could be
 * right, were labelled by the same clock.
 */
export function findOffsetFeeds(readings: readonly IncomingReading[]): ReadonlySet<string> {
  const feeds = new Set<string>()
  for (const reading of readings) {
    if (refuseTime(reading.at, reading.source.receivedAt) === clockOffset) feeds.add(feedOf(reading))
  }
  return feeds
}

/** One series as one sender speaks for it. */
const feedOf = ({ source, asset, series }: IncomingReading) => `${asset}/${series} ${source.sender.name}`

/** What every reading must pass before it is looked up; null when it does. */
export function refuseReading(
  reading: IncomingReading,
  agencyId: number,
  offsetFeeds: ReadonlySet<string>,
  closedBefore: Date | null = null,
): Refusal | null {
  const { sender, receivedAt } = reading.source
  return (
    refuseSender(sender, reading.asset, agencyId) ??
    refuseTime(reading.at, receivedAt) ??
    refuseDropped(reading.at, closedBefore) ??
    (offsetFeeds.size > 0 && offsetFeeds.has(feedOf(reading)) ? besideOffset : null) ??
    refuseSourceTime(reading.sourceAt, receivedAt)
  )
}

/** Whether readings of that time were dropped already; null when they stand. */
function refuseDropped(at: Date, closedBefore: Date | null): Refusal | null {
  if (closedBefore === null || at.getTime() >= closedBefore.getTime()) return null
  const since = closedBefore.toISOString()
  return {
    reason: 'past_retention',
    detail: `readings are kept from ${since} on, and at lies before; older ones were rolled up and dropped`,
  }
}

const besideOffset: Refusal = {
  reason: 'clock_offset',
  detail: 'sent together with a value that lies seven hours ahead, so by the same wrong clock; send times with +07:00',
}
