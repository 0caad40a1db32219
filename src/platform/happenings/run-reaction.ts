import { sql } from 'kysely'
import type { Happening } from '../../core/happening.ts'
import type { Reaction, ReactionIo } from '../../core/reaction.ts'
import type { Db } from '../db/pool.ts'
import { writeMessage } from '../messages/write-message.ts'
import { lendReader } from '../modules/lent-reader.ts'
import { type DeclaredReaction, type KeptHappening, reactionName } from './rows.ts'

/**
 * Runs a reaction once, in the transaction of the caller, which ends with it.
 * @throws what the reaction throws, or that it took too long
 */
export async function runReaction(
  tx: Db,
  one: DeclaredReaction,
  kept: KeptHappening,
  others: readonly string[],
  longestMs: number,
): Promise<void> {
  await sql.raw(`set local statement_timeout = ${longestMs}`).execute(tx)
  const run = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`took longer than ${longestMs / 1_000} s`)), longestMs)
  try {
    await Promise.race([
      start(one.reaction, presentHappening(kept), lend(tx, one, kept, others, run.signal)),
      late.promise,
    ])
  } finally {
    clearTimeout(timer)
    run.abort()
  }
}

/** A reaction that throws at once fails like one that throws later. */
async function start(reaction: Reaction, happening: Happening, io: ReactionIo): Promise<void> {
  // The kind was matched when the happening was read; the declaration ties the two together.
  await (reaction.run as (happening: Happening, io: ReactionIo) => Promise<void>)(happening, io)
}

function lend(
  tx: Db,
  one: DeclaredReaction,
  kept: KeptHappening,
  others: readonly string[],
  signal: AbortSignal,
): ReactionIo {
  const reader = lendReader(tx, one.module.id, others)
  // What a run left behind does after its end must not reach the next user of the connection.
  const whileRunning = () => {
    if (signal.aborted) throw new Error('this run of the reaction is over')
  }
  return {
    signal,
    now: () => new Date(),
    async rows(row, text, values) {
      whileRunning()
      return reader.rows(row, text, values)
    },
    tell(message) {
      const telling = Promise.resolve().then(() => {
        whileRunning()
        return writeMessage(tx, { source: reactionName(one), happening: kept, ...message })
      })
      // A run that does not look at the answer must not end the centre by it.
      telling.catch(() => undefined)
      return telling
    },
  }
}

function presentHappening(kept: KeptHappening): Happening {
  const { happeningId, aboutType, aboutId, agency, at } = kept
  return {
    id: String(happeningId),
    // Written by the centre alone, in these very forms (happenings/tell.ts).
    kind: kept.kind as Happening['kind'],
    about: { type: aboutType, id: aboutId },
    agency,
    at,
    detail: kept.detail as Happening['detail'],
  }
}
