import { z } from 'zod'
import { Instant } from './common.ts'

/** Why the centre and an operator's broker do not come together. */
export const BrokerFault = z
  .enum([
    'unreachable',
    'no_answer',
    'refused_credential',
    'not_mqtt5',
    'unknown_certificate',
    'no_tls',
    'may_not_subscribe',
    'no_shared_subscriptions',
    'refused_client_id',
    'taken_over',
    'not_committed',
    'closed',
    'other',
  ])
  .meta({ id: 'BrokerFault' })
export type BrokerFault = z.infer<typeof BrokerFault>

/** How the connection to an operator's broker goes. */
export const BrokerState = z
  .object({
    /** Without name and secret. */
    address: z.string(),
    connected: z.boolean(),
    /** Since when it is, or is not. */
    since: Instant,
    /** Messages since the centre started that were committed, as readings or as dead letters. */
    taken: z.int(),
    /** The last thing that went wrong; stays after it is well again. */
    lastFault: z.object({ code: BrokerFault, detail: z.string(), at: Instant }).nullable(),
  })
  .meta({ id: 'BrokerState' })
