import type { Db } from '../db/pool.ts'
import type { Kept, Refusal, Source } from './incoming.ts'

/** Something that could not be taken, and why. */
export interface Letter {
  readonly source: Source
  readonly refusal: Refusal
  /** Null: known to nobody but the province. */
  readonly agencyId: number | null
  readonly kept: () => Kept
}

/** So much of something is kept; what is longer was no reading. */
const keptBytes = 64 * 1024
const lettersAtOnce = 500

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a pair. */
const clean = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed()

/** Keeps what could not be taken with the reason; of what is longer than 64 KiB the beginning. */
export async function insertLetters(tx: Db, letters: readonly Letter[]): Promise<void> {
  for (let from = 0; from < letters.length; from += lettersAtOnce) {
    await tx
      .insertInto('platform.deadLetter')
      .values(letters.slice(from, from + lettersAtOnce).map(rowOf))
      .execute()
  }
}

function rowOf({ source, refusal, agencyId, kept }: Letter) {
  const { topic, payload } = kept()
  const isCut = payload.length > keptBytes
  return {
    receivedAt: source.receivedAt,
    via: source.via,
    topic: clean(topic).slice(0, 1_000),
    payload: isCut ? payload.subarray(0, keptBytes) : payload,
    reason: refusal.reason,
    detail:
      clean(refusal.detail).slice(0, 2_000) + (isCut ? `; the first ${keptBytes} of ${payload.length} bytes` : ''),
    sender: source.sender.name,
    agencyId,
  }
}
