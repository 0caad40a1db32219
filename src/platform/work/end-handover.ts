import { type HandoverAnswer, handoverEnds } from '../../core/handover.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { addTimelineEntry } from './timeline.ts'

/** The offer of an incident that nobody has answered yet. */
export const openOffer = (tx: Db, incidentId: string) =>
  tx
    .selectFrom('platform.incidentHandover')
    .selectAll()
    .where('incidentId', '=', incidentId)
    .where('state', '=', 'offered')
    .executeTakeFirst()

interface Open {
  readonly id: string
  readonly incidentId: string
  readonly agencyId: number
  readonly fromName: string
  readonly toName: string
}

const verbs = {
  accept: 'incident.handover_accepted',
  decline: 'incident.handover_declined',
  withdraw: 'incident.handover_withdrawn',
} as const

/** Ends an offered hand-over and tells story, audit and open pages. Who calls holds the incident locked. */
export async function endHandover(
  tx: Db,
  actor: Actor,
  open: Open,
  answer: HandoverAnswer,
  reason?: string,
): Promise<void> {
  const { id, incidentId, agencyId, fromName, toName } = open
  const state = handoverEnds[answer]
  await tx
    .updateTable('platform.incidentHandover')
    .set({ state, settledAt: new Date(), reason: reason ?? null })
    .where('id', '=', id)
    .execute()
  await addTimelineEntry(tx, {
    ...{ incidentId, agencyId, authorAgencyId: agencyId, by: actor, kind: `handover.${state}`, subject: id },
    text: `${fromName} → ${toName}`,
    ...(reason === undefined ? {} : { comment: reason }),
  })
  const detail = reason === undefined ? {} : { reason }
  await writeAudit(tx, actor, {
    agencyId,
    action: verbs[answer],
    subject: { kind: 'incident', id: incidentId },
    detail,
  })
  await announce(tx, { kind: 'incident', action: `handover_${state}`, ids: [incidentId], agencies: [agencyId] })
}

/** Takes back what still waits, if anything does, when the incident is closed or somebody is named to lead it. Who calls holds the incident locked. */
export async function dropHandover(tx: Db, actor: Actor, incidentId: string): Promise<void> {
  const offer = await openOffer(tx, incidentId)
  if (offer) await endHandover(tx, actor, offer, 'withdraw')
}
