import type { Origin } from '../../core/api/common.ts'
import type { RefusalReason } from '../../core/api/dead-letters.ts'
import { readValue } from './read-value.ts'

/** Who sends, as the credential says. */
export interface Sender {
  readonly name: string
  /** Assets it may speak for; null: every asset of its agency. */
  readonly assetCodes: ReadonlySet<string> | null
  /** Null: every agency of the province. */
  readonly agencyId: number | null
}

/** By which door, from whom and when something came. */
export interface Source {
  /** The door, e.g. `mqtt`. */
  readonly via: string
  readonly sender: Sender
  readonly receivedAt: Date
}

/** A message as it came, kept so that what cannot be read is not lost. */
export interface Message extends Source {
  readonly topic: string
  readonly payload: Buffer
}

/** What a dead letter keeps of something that came. */
export interface Kept {
  readonly topic: string
  readonly payload: Buffer
}

/** A reading whose form is right. */
export interface IncomingReading {
  readonly source: Source
  readonly asset: string
  readonly series: string
  readonly at: Date
  readonly value: number
  readonly sourceAt: Date | null
  readonly origin: Origin
  /** Says of itself that it replaces the value that stands at its time. */
  readonly isCorrection: boolean
  /** What the column `via` says of it. */
  readonly via: string
  /** The reading as it came, asked for only when it becomes a dead letter. */
  readonly kept: () => Kept
}

/** Why something could not be taken: a stable code and a sentence that says how to mend it. */
export interface Refusal {
  readonly reason: RefusalReason
  readonly detail: string
}

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
  const read = readValue(body)
  if (typeof read === 'string') return { reason: 'bad_payload', detail: read }
  const via = `${message.via} ${message.topic}`
  return { source: message, asset, series, ...read, via, kept: () => message }
}
