import type { AnswerHandover, OfferHandover } from '../../core/api/handover.ts'
import { AppError, conflict } from '../../core/error.ts'
import { mayAnswer } from '../../core/handover.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import { endHandover, openOffer } from './end-handover.ts'
import { lockOpenIncident } from './incidents.ts'
import { listSuccessors } from './successors.ts'
import { addTimelineEntry } from './timeline.ts'

/**
 * Offers the command of an open incident to another person. Of two who do it at once one is told.
 * @throws {AppError} `not_found`, `incident_closed`, `handover_open`: another offer waits; `bad_successor`: nobody to whom the actor may
 * hand it over
 */
export async function offerHandover(tx: Db, actor: Actor, incidentId: string, offer: OfferHandover): Promise<void> {
  const { agencyId } = await lockOpenIncident(tx, incidentId)
  const waiting = await openOffer(tx, incidentId)
  if (waiting) throw conflict('handover_open', `${waiting.fromName} has offered it to ${waiting.toName} already`)
  const people = await listSuccessors(tx, incidentId, actor.accountId)
  const to = people.find(({ account }) => account.id === offer.to)?.account
  if (!to) {
    const message = 'choose another person who may work on this incident and does not lead it'
    throw new AppError('bad_successor', 400, { detail: `to: ${message}`, errors: [{ path: 'to', message }] })
  }
  const now = new Date()
  const id = uuidv7(now)
  const { note } = offer
  await tx
    .insertInto('platform.incidentHandover')
    .values({
      ...{ id, incidentId, agencyId, note, offeredAt: now },
      ...{ fromId: actor.accountId, fromName: actor.name, toId: to.id, toName: to.name },
    })
    .execute()
  await addTimelineEntry(tx, {
    ...{ incidentId, agencyId, authorAgencyId: agencyId, by: actor, kind: 'handover.offered', subject: id },
    text: `${actor.name} → ${to.name}`,
    comment: note,
  })
  const subject = { kind: 'incident', id: incidentId }
  await writeAudit(tx, actor, { agencyId, action: 'incident.handover_offered', subject, detail: { accountId: to.id } })
  await announce(tx, { kind: 'incident', action: 'handover_offered', ids: [incidentId], agencies: [agencyId] })
}

/**
 * Answers an offer: who accepts it leads the incident from now on.
 * @throws {AppError} `not_found`, `incident_closed`, `handover_settled`: it is answered already; `not_your_handover`
 */
export async function answerHandover(
  tx: Db,
  actor: Actor,
  incidentId: string,
  offerId: string,
  given: AnswerHandover,
): Promise<void> {
  await lockOpenIncident(tx, incidentId)
  const offer = await openOffer(tx, incidentId)
  if (offer?.id !== offerId) throw conflict('handover_settled', 'this hand-over was accepted, declined or taken back')
  if (!mayAnswer(given.answer, offer, actor.accountId)) {
    const detail = 'who was asked accepts or declines it, who asked takes it back'
    throw new AppError('not_your_handover', 403, { detail })
  }
  await endHandover(tx, actor, offer, given.answer, given.answer === 'decline' ? given.reason : undefined)
  if (given.answer !== 'accept') return
  await tx
    .updateTable('platform.incident')
    .set({ commanderId: actor.accountId, commanderName: actor.name })
    .where('id', '=', incidentId)
    .execute()
}
