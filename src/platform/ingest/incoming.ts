import { z } from 'zod'
import { Origin } from '../../core/api/common.ts'

/** Who sends, as the credential says. */
export interface Sender {
  readonly name: string
  /** Assets it may speak for; null: every asset of its agency. */
  readonly assetCodes: ReadonlySet<string> | null
  /** Null: every agency of the province. */
  readonly agencyId: number | null
}

/** A message as it came, kept so that what cannot be read is not lost. */
export interface Message {
  readonly topic: string
  readonly payload: Buffer
  /** The door, e.g. `mqtt`. */
  readonly via: string
  readonly sender: Sender
  readonly receivedAt: Date
}

/** A message that could be read. */
export interface IncomingReading {
  readonly message: Message
  readonly asset: string
  readonly series: string
  readonly at: Date
  readonly value: number
  readonly sourceAt: Date | null
  readonly origin: z.infer<typeof Origin>
}

/** Why a message is kept as a dead letter: a stable code and a sentence that says how to mend it. */
export interface Refusal {
  readonly reason:
    | 'bad_topic'
    | 'bad_payload'
    | 'unknown_series'
    | 'foreign_asset'
    | 'time_out_of_bounds'
    | 'conflicting_value'
    | 'refused_by_store'
  readonly detail: string
}

const instant = z.iso.datetime({ offset: true, error: 'an instant with its offset, such as 2026-11-21T14:00:00+07:00' })

const Payload = z.object({
  at: instant,
  value: z.number({ error: 'a finite number' }),
  sourceAt: instant.optional(),
  origin: Origin.optional(),
})

const topicForm = /^nhip\/v1\/([a-z0-9][a-z0-9-]{0,62})\/([a-z][a-z0-9_]{0,62})$/
const decoder = new TextDecoder('utf-8', { fatal: true })

/** Reads `nhip/v1/<asset>/<series>` with `{at, value}`; never throws. */
export function parseMessage(message: Message): IncomingReading | Refusal {
  const [, asset, series] = topicForm.exec(message.topic) ?? []
  if (!asset || !series) return { reason: 'bad_topic', detail: 'publish to nhip/v1/<asset>/<series>' }
  let body: unknown
  try {
    body = JSON.parse(decoder.decode(message.payload))
  } catch (error) {
    return { reason: 'bad_payload', detail: `not JSON in UTF-8: ${(error as Error).message}` }
  }
  const parsed = Payload.safeParse(body)
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'payload'}: ${issue.message}`)
    return { reason: 'bad_payload', detail: wrong.join('; ') }
  }
  const { at, value, sourceAt, origin } = parsed.data
  return {
    message,
    asset,
    series,
    at: new Date(at),
    value,
    sourceAt: sourceAt ? new Date(sourceAt) : null,
    origin: origin ?? 'device',
  }
}

/** A clock may run ahead a little; history may be sent late, but not from another age. */
const maxAheadMs = 5 * 60_000
const maxBehindMs = 400 * 86_400_000

/** Whether the event time can be believed when it is received; null when it can. */
export function refuseTime(at: Date, receivedAt: Date): Refusal | null {
  const aheadMs = at.getTime() - receivedAt.getTime()
  if (aheadMs > maxAheadMs) {
    return {
      reason: 'time_out_of_bounds',
      detail: `at lies ${Math.round(aheadMs / 1000)} s in the future; set the device's clock and offset`,
    }
  }
  if (-aheadMs > maxBehindMs) return { reason: 'time_out_of_bounds', detail: 'at lies more than 400 days in the past' }
  return null
}

const earliestSourceMs = Date.parse('1900-01-01T00:00:00Z')

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
