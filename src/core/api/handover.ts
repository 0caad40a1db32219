import { z } from 'zod'
import { AccountRef, Instant, Uuid } from './common.ts'

/** The command of an incident, offered to a person; until it is accepted who led before leads. */
export const Handover = z
  .object({ id: Uuid, from: AccountRef, to: AccountRef, note: z.string(), offeredAt: Instant })
  .meta({ id: 'Handover' })
export type Handover = z.infer<typeof Handover>

/** An offer as whoever it is made to is told of it, wherever they look. */
export const WaitingHandover = z
  .object({
    incident: z.object({ id: Uuid, number: z.string(), title: z.string() }),
    from: AccountRef,
    offeredAt: Instant,
  })
  .meta({ id: 'WaitingHandover' })
export type WaitingHandover = z.infer<typeof WaitingHandover>

export const OfferHandover = z
  .strictObject({ to: z.int().max(2_147_483_647), note: z.string().trim().min(1).max(4_000) })
  .meta({ id: 'OfferHandover' })
export type OfferHandover = z.infer<typeof OfferHandover>

export const AnswerHandover = z
  .discriminatedUnion('answer', [
    z.strictObject({ answer: z.literal('accept') }),
    z.strictObject({ answer: z.literal('decline'), reason: z.string().trim().min(1).max(1_000) }),
    z.strictObject({ answer: z.literal('withdraw') }),
  ])
  .meta({ id: 'AnswerHandover' })
export type AnswerHandover = z.infer<typeof AnswerHandover>
