import type { TimelineEntry } from '../../core/api/work.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

/** Adds a line to an incident's story; lines are never changed. `authorAgencyId`: for which agency the actor wrote. */
export async function addTimelineEntry(
  tx: Db,
  entry: {
    incidentId: string
    agencyId: number
    authorAgencyId: number
    kind: TimelineEntry['kind']
    by: Actor
    text: string
    subject?: string
    comment?: string
  },
): Promise<void> {
  const at = new Date()
  await tx
    .insertInto('platform.timelineEntry')
    .values({
      id: uuidv7(at),
      incidentId: entry.incidentId,
      agencyId: entry.agencyId,
      authorAgencyId: entry.authorAgencyId,
      at,
      kind: entry.kind,
      byId: entry.by.accountId,
      byName: entry.by.name,
      text: entry.text,
      subject: entry.subject ?? null,
      comment: entry.comment ?? null,
    })
    .execute()
}
