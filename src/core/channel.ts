import type { z } from 'zod'
import { formFault } from './form-field.ts'
import type { Text } from './text.ts'

/** A message on its way to one address. */
export interface ChannelMessage {
  /** The same at each try: what reaches people twice can be told apart by it. */
  readonly id: string
  readonly address: string
  readonly title: Text
  readonly body: Text
  /** Name of the agency that is told. */
  readonly agency: string
  /** Page of what it is about, from `/` on; null where it has none. */
  readonly page: string | null
  readonly at: Date
}

/** What is known of a message that went well. */
export interface Receipt {
  /** `sent`: handed to somebody who will carry it on; `delivered`: it reached the address. */
  readonly state: 'sent' | 'delivered'
  /** What the other side answered, for who asks whether it came. */
  readonly note: string
}

/** Thrown by `deliver` when another try would end the same: the address does not exist, the message is refused for good. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable'
}

/** What a delivery is lent. */
export interface ChannelIo {
  /** Aborted when the try is over or takes too long. */
  readonly signal: AbortSignal
  now(): Date
}

/** A way to reach people. */
export interface Channel {
  readonly key: string
  readonly name: Text
  /** Words for an address of this channel, in the form where an agency gets one. */
  readonly addressName: Text
  /** Its settings as a connector's are (core/form-field.ts); `.meta({ secret: true })` for a password: it is written and never shown. */
  readonly config: z.ZodObject
  /** What is still missing in settings that fit, before it can be switched on; null when nothing is. */
  settingFault?(config: Readonly<Record<string, unknown>>): Text | null
  /** What is wrong with an address; null when nothing is. */
  addressFault(address: string): Text | null
  /**
   * Hands one message over. At least once: after a crash the same message comes again with the same id. Several may run at a time.
   * @throws {Undeliverable} when no other try can help; anything else is tried again, later each time
   */
  deliver(message: ChannelMessage, config: Readonly<Record<string, unknown>>, io: ChannelIo): Promise<Receipt>
}

/** What is wrong with a module's channels, as a sentence; null when nothing is. */
export function channelFault(channels: readonly Channel[]): string | null {
  for (const { key, config } of channels) {
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(key))
      return `channel ${key}: write its key in lower-case letters, digits and underscores`
    if (!config.safeParse({}).success) return `channel ${key}: every setting needs a default`
    const fault = formFault(config)
    if (fault) return `channel ${key}, ${fault}`
  }
  return null
}
