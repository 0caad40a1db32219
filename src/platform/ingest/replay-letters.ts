import { sql } from 'kysely'
import type { ChosenLetters, ReplayAnswer, ReplayResult } from '../../core/api/dead-letters.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { FindBroker } from './broker-routes.ts'
import { type IncomingReading, parseMessage, type Refusal, type Sender } from './incoming.ts'
import type { Ingest } from './ingest.ts'
import { mostLetters, type OpenLetter, readOpenLetters } from './own-letters.ts'
import { doorTopic, readItem } from './read-items.ts'
import { findLetterSenders } from './replay-senders.ts'
import type { Outcome } from './store.ts'

const lettersAtOnce = 500
const attempts = 3

/** Somebody settled a letter while it was being sent: nothing of the part is kept, and it is read anew. */
class Overtaken extends Error {}

/**
 * Sends letters again as they came, with the time at which they were received. What passes is stored and its letter settled in the same
 * commit; what fails again stays open with the reason of now. Sending twice stores nothing twice: the second call finds the letter
 * settled, or the value standing.
 */
export async function replayLetters(
  parts: { wall: Wall; ingest: Ingest; modules: readonly ModuleDefinition[]; findBroker: FindBroker },
  actor: Actor,
  chosen: ChosenLetters,
): Promise<ReplayAnswer> {
  const results: ReplayResult[] = []
  let after = chosen.after ?? 0
  let isDone = false
  while (!isDone && results.length < mostLetters) {
    const limit = Math.min(lettersAtOnce, mostLetters - results.length)
    const part = await replayPart(parts, actor, chosen, { after, limit })
    results.push(...part)
    after = part.at(-1)?.id ?? after
    isDone = part.length < limit
  }
  const found = new Set(results.map(({ id }) => id))
  if (chosen.ids) for (const id of new Set(chosen.ids)) if (!found.has(id)) results.push({ id, outcome: 'gone' })
  const settled = results.filter(({ outcome }) => isSettled(outcome)).length
  const refused = results.filter(({ outcome }) => outcome === 'refused').length
  return { settled, refused, results, next: isDone || chosen.ids ? null : after }
}

const isSettled = (outcome: ReplayResult['outcome']): outcome is 'stored' | 'duplicate' | 'corrected' =>
  outcome === 'stored' || outcome === 'duplicate' || outcome === 'corrected'

async function replayPart(
  { wall, ingest, modules, findBroker }: Parameters<typeof replayLetters>[0],
  actor: Actor,
  chosen: ChosenLetters,
  page: { after: number; limit: number },
): Promise<ReplayResult[]> {
  for (let attempt = 1; ; attempt++) {
    const letters = await wall.read(actor, (tx) => readOpenLetters(tx, actor, chosen, page))
    if (letters.length === 0) return []
    const names = [...new Set(letters.flatMap(({ sender }) => (sender === null ? [] : [sender])))]
    const senders = await findLetterSenders(wall, modules, names)
    const broker = findBroker()?.sender
    if (broker) senders.set(broker.name, broker)
    const read = letters.map((letter) => readLetterAgain(letter, senders))
    let results: ReplayResult[] = []
    try {
      await ingest.deliver({
        readings: read.filter((one): one is IncomingReading => typeof one === 'object' && !('reason' in one)),
        letters: [],
        isReplay: true,
        async settle(tx, outcomes) {
          results = resultsOf(letters, read, outcomes)
          await settleReplayed(tx, actor, letters, results)
        },
      })
      return results
    } catch (error) {
      if (!(error instanceof Overtaken) || attempt === attempts) throw error
    }
  }
}

function readLetterAgain(
  letter: OpenLetter,
  senders: ReadonlyMap<string, Sender>,
): IncomingReading | Refusal | 'counted' {
  if (letter.counted > 0) return 'counted'
  const { via, topic, payload, receivedAt } = letter
  const sender = senders.get(letter.sender ?? '')
  if (!sender) {
    const detail = `no credential «${letter.sender}» is in use; give the device one with that name, then send again`
    return { reason: 'foreign_asset', detail }
  }
  const source = { via, sender, receivedAt }
  if (topic !== doorTopic) return parseMessage({ ...source, topic, payload })
  const text = payload.toString('utf8')
  try {
    return readItem({ value: JSON.parse(text), text: () => text }, source)
  } catch (error) {
    return { reason: 'bad_payload', detail: `not JSON: ${(error as Error).message}` }
  }
}

/** @param outcomes of the readings among `read`, in their order */
function resultsOf(
  letters: readonly OpenLetter[],
  read: readonly (IncomingReading | Refusal | 'counted')[],
  outcomes: readonly Outcome[],
): ReplayResult[] {
  let next = 0
  return letters.map(({ id }, index) => {
    const one = read[index] ?? 'counted'
    if (one === 'counted') return { id, outcome: 'counted' }
    const outcome = 'reason' in one ? one : (outcomes[next++] ?? 'stored')
    return typeof outcome === 'string' ? { id, outcome } : { id, outcome: 'refused', ...outcome }
  })
}

/** @throws {Overtaken} */
async function settleReplayed(
  tx: Db,
  actor: Actor,
  letters: readonly OpenLetter[],
  results: readonly ReplayResult[],
): Promise<void> {
  const sent = results.filter(({ outcome }) => outcome !== 'counted')
  const column = <T>(pick: (result: ReplayResult) => T) => sent.map(pick)
  const { numAffectedRows } = await sql`
    update platform.dead_letter l set
      settled_at = case when g.outcome is null then null else now() end,
      settled_by = case when g.outcome is null then null else ${actor.name} end,
      outcome = g.outcome, reason = coalesce(g.reason, l.reason), detail = coalesce(g.detail, l.detail), tried_at = now()
    from unnest(${column(({ id }) => id)}::bigint[],
      ${column(({ outcome }) => (isSettled(outcome) ? outcome : null))}::text[],
      ${column(({ reason }) => reason ?? null)}::text[],
      ${column(({ detail }) => detail?.replaceAll('\0', '\uFFFD').toWellFormed().slice(0, 2_000) ?? null)}::text[])
      g (id, outcome, reason, detail)
    where l.id = g.id and l.settled_at is null`.execute(tx)
  if (Number(numAffectedRows) !== sent.length) throw new Overtaken()
  const agencyOf = new Map(letters.map(({ id, agencyId }) => [id, agencyId ?? actor.agencyId]))
  const groups = Map.groupBy(sent, ({ id }) => agencyOf.get(id) ?? actor.agencyId)
  await writeAudits(
    tx,
    actor,
    [...groups].map(([agencyId, of]) => ({
      agencyId,
      action: 'dead_letter.replayed',
      subject: { kind: 'dead_letter', id: String(of[0]?.id) },
      detail: {
        sent: of.length,
        settled: of.filter(({ outcome }) => isSettled(outcome)).length,
        ids: of.map(({ id }) => id),
      },
    })),
  )
}
