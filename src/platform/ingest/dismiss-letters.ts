import { sql } from 'kysely'
import type { ChosenLetters, DismissAnswer } from '../../core/api/dead-letters.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import { mostLetters, readOpenLetters } from './own-letters.ts'

const lettersAtOnce = 500

/** Puts letters aside with a reason; what they hold stays to be read until they are deleted. */
export async function dismissLetters(
  wall: Wall,
  actor: Actor,
  chosen: ChosenLetters,
  reason: string,
): Promise<DismissAnswer> {
  let after = chosen.after ?? 0
  let looked = 0
  let dismissed = 0
  for (;;) {
    const page = { after, limit: lettersAtOnce }
    const letters = await wall.read(actor, (tx) => readOpenLetters(tx, actor, chosen, page))
    const found = new Map(letters.map(({ id, agencyId }) => [id, agencyId ?? actor.agencyId]))
    if (letters.length > 0) {
      dismissed += await wall.service(async (tx) => {
        const rows = await tx
          .updateTable('platform.deadLetter')
          .set({ settledAt: sql`now()`, settledBy: actor.name, outcome: 'dismissed', note: reason })
          .where('id', '=', sql<number>`any(${[...found.keys()]}::bigint[])`)
          .where('settledAt', 'is', null)
          .returning('id')
          .execute()
        const groups = Map.groupBy(rows, ({ id }) => found.get(id) ?? actor.agencyId)
        const entries = [...groups].map(([agencyId, of]) => ({
          agencyId,
          action: 'dead_letter.dismissed',
          subject: { kind: 'dead_letter', id: String(of[0]?.id) },
          detail: { ids: of.map(({ id }) => id), reason },
        }))
        await writeAudits(tx, actor, entries)
        return rows.length
      })
    }
    looked += letters.length
    after = letters.at(-1)?.id ?? after
    if (letters.length < lettersAtOnce) return { dismissed, next: null }
    if (looked >= mostLetters) return { dismissed, next: chosen.ids ? null : after }
  }
}
