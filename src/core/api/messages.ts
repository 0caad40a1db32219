import { z } from 'zod'
import { AgencyRef, Instant, LocalText, Uuid } from './common.ts'

/** `waiting`: not tried yet, or tried again later; `sent`: handed over; `delivered`: it arrived; `failed`: given up. */
export const DeliveryState = z.enum(['waiting', 'sent', 'delivered', 'failed']).meta({ id: 'DeliveryState' })
export type DeliveryState = z.infer<typeof DeliveryState>

/** One address that a message goes to, and how far it came. */
export const Delivery = z
  .object({
    id: Uuid,
    channel: z.object({ module: z.string(), key: z.string(), name: LocalText }),
    /** Masked for who does not manage channels. */
    address: z.string(),
    state: DeliveryState,
    attempts: z.int(),
    triedAt: Instant.nullable(),
    /** When it is tried next; null when it has ended. */
    nextAt: Instant.nullable(),
    endedAt: Instant.nullable(),
    /** What the other side answered. */
    receipt: z.string().nullable(),
    /** Why the last try failed. */
    fault: z.string().nullable(),
  })
  .meta({ id: 'Delivery' })
export type Delivery = z.infer<typeof Delivery>

/** Something an agency was told by the centre. */
export const Message = z
  .object({
    id: Uuid,
    at: Instant,
    agency: AgencyRef,
    title: LocalText,
    body: LocalText,
    /** The reaction that wrote it; its words are null when its module is gone. */
    source: z.object({ id: z.string(), name: LocalText.nullable() }),
    /** Page of what it is about; null when that is gone or not to be seen. */
    page: z.string().nullable(),
    /** Empty: the agency had no address on a channel that was on. */
    deliveries: z.array(Delivery),
  })
  .meta({ id: 'Message' })
export type Message = z.infer<typeof Message>

/** `none`: no delivery at all. */
export const MessageState = z.enum([...DeliveryState.options, 'none'])

const MessagesFilter = z.object({
  agencyId: z.coerce.number().int().max(2_147_483_647).optional(),
  state: MessageState.optional(),
})
export const MessagesQuery = MessagesFilter.extend({
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  after: Uuid.optional(),
})
export const MessagesExportQuery = MessagesFilter.extend({ lang: z.enum(['vi', 'en']).default('vi') })

/** A way to reach people, as it is set and how it goes. */
export const Channel = z
  .object({
    module: z.string(),
    moduleName: LocalText,
    key: z.string(),
    name: LocalText,
    addressName: LocalText,
    enabled: z.boolean(),
    /** Settings in force without those that are secret. */
    config: z.record(z.string(), z.unknown()),
    /** Secret settings that are set. */
    secretsSet: z.array(z.string()),
    /** What does not fit in the settings; empty when they do. */
    faults: z.array(z.object({ path: z.string(), message: z.string() })),
    /** The settings as fields with their words, by key, in order (core/form-field.ts). */
    fields: z.record(z.string(), z.record(z.string(), z.unknown())),
    addresses: z.int(),
    /** Agencies that are open and have an address, and all that are open. */
    agencies: z.object({ reached: z.int(), all: z.int() }),
    waiting: z.int(),
    /** In the last seven days. */
    sent: z.int(),
    failed: z.int(),
    lastSentAt: Instant.nullable(),
  })
  .meta({ id: 'Channel' })
export type Channel = z.infer<typeof Channel>

/** What to change; what is left out stays. `config` replaces every setting but the secrets it does not name. */
export const ChannelChange = z.strictObject({
  enabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
})

const Address = z.string().trim().min(1).max(320)

/** Where an agency is reached. */
export const ChannelAddress = z
  .object({
    id: z.int(),
    agency: AgencyRef,
    address: z.string(),
    note: z.string(),
    addedAt: Instant,
    addedBy: z.string(),
  })
  .meta({ id: 'ChannelAddress' })
export type ChannelAddress = z.infer<typeof ChannelAddress>

export const NewAddress = z.strictObject({ agencyId: z.int(), address: Address, note: z.string().max(200).optional() })
export type NewAddress = z.infer<typeof NewAddress>

export const TestMessage = z.strictObject({ address: Address })
export const TestReceipt = z
  .object({ state: z.enum(['sent', 'delivered']), note: z.string() })
  .meta({ id: 'TestReceipt' })
export type TestReceipt = z.infer<typeof TestReceipt>

/** What a module does by itself, and how far it is. */
export const Reaction = z
  .object({
    module: z.string(),
    moduleName: LocalText,
    key: z.string(),
    name: LocalText,
    /** Kind of happening it follows (core/happening.ts), and about which type alone. */
    to: z.string(),
    of: z.string().nullable(),
    handled: z.int(),
    handledAt: Instant.nullable(),
    /** Tries of the next happening that failed in a row, why, and when it is tried again. */
    failures: z.int(),
    fault: z.string().nullable(),
    nextAt: Instant.nullable(),
    /** What it went past after its last try, oldest first, 50 at most. */
    setAside: z.array(
      z.object({
        id: z.int(),
        at: Instant,
        about: z.object({ type: z.string(), id: z.string(), page: z.string().nullable() }),
        fault: z.string(),
      }),
    ),
  })
  .meta({ id: 'Reaction' })
export type Reaction = z.infer<typeof Reaction>
