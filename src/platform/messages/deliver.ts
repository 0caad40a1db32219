import { sql } from 'kysely'
import type { Logger } from 'pino'
import { type ChannelIo, type ChannelMessage, type Receipt, Undeliverable } from '../../core/channel.ts'
import { parseSettings } from '../connectors/rows.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { announce } from '../live/events.ts'
import { maskAddress } from './read-messages.ts'
import { retryDelayMs } from './retry-delay.ts'
import { channelName, type DeclaredChannel } from './rows.ts'
import { readMessageSetting } from './settings.ts'

/** How long one try may take; after twice that somebody else may try, should this process be gone. */
export const longestTryMs = 60_000

/** A delivery taken to be tried now. */
interface Taken {
  readonly id: string
  readonly messageId: string
  readonly agencyId: number
  /** Who asked for it, where it is of a bulletin. */
  readonly senderAgencyId: number | null
  readonly attempts: number
  readonly message: ChannelMessage
}

/**
 * Tries what is due on one channel, at most `width` at a time.
 * @returns how many were tried; 0 when nothing is due or the channel is off
 */
export async function deliverDue(
  wall: Wall,
  log: Logger,
  one: DeclaredChannel,
  options: { width: number; longestMs: number; signal: AbortSignal },
): Promise<number> {
  const config = await wall.lookUp((tx) => readConfig(tx, one))
  if (config === null) return 0
  const { tryHours, taken } = await wall.service(async (tx) => ({
    ...(await readMessageSetting(tx)),
    taken: await take(tx, one, options),
  }))
  const settled = await Promise.allSettled(
    taken.map(async (delivery) => {
      const isOld = Date.now() - delivery.message.at.getTime() > tryHours * 3_600_000
      // It lay while the channel was off. One that somebody asks for once more is sent, however old.
      const lay = isOld && delivery.attempts === 1
      const tooOld = { fault: `quá ${tryHours} giờ / older than ${tryHours} h`, isFinal: true }
      const outcome = lay ? tooOld : await attempt(one, delivery.message, config, options)
      if ('fault' in outcome)
        log.warn({ channel: channelName(one), delivery: delivery.id, err: outcome.fault }, 'message not delivered')
      await wall.service((tx) => settle(tx, delivery, outcome, isOld))
    }),
  )
  const failed = settled.find((one) => one.status === 'rejected')
  if (failed) throw failed.reason
  return taken.length
}

/** The channel's settings; null when it is off or they do not fit. */
async function readConfig(tx: Db, one: DeclaredChannel) {
  const row = await tx
    .selectFrom('platform.channel')
    .select(['enabled', 'config'])
    .where('module', '=', one.module.id)
    .where('key', '=', one.channel.key)
    .executeTakeFirst()
  if (!row?.enabled) return null
  const settings = parseSettings(one.channel, row.config)
  return 'config' in settings ? settings.config : null
}

async function take(
  tx: Db,
  one: DeclaredChannel,
  { width, longestMs }: { width: number; longestMs: number },
): Promise<Taken[]> {
  const { rows } = await sql<Omit<Taken, 'message'> & Omit<ChannelMessage, 'title' | 'body'> & Record<Words, string>>`
    with due as (
      select id from platform.delivery
      where module = ${one.module.id} and key = ${one.channel.key} and state = 'waiting' and next_at <= now()
      order by next_at limit ${width} for update skip locked
    ), taken as (
      update platform.delivery d set attempts = attempts + 1, tried_at = now(),
        next_at = now() + make_interval(secs => ${(2 * longestMs) / 1_000})
      from due where d.id = due.id returning d.*
    )
    select d.id, d.message_id, d.agency_id, d.sender_agency_id, d.attempts, d.address, m.title_vi, m.title_en, m.body_vi, m.body_en, m.at,
      a.name as agency, (select t.address from platform.thing t where t.id = m.about_id and t.kind in (m.about_type, 'alert')) as page
    from taken d join platform.message m on m.id = d.message_id join platform.agency a on a.id = d.agency_id`.execute(
    tx,
  )
  return rows.map(({ id, messageId, agencyId, senderAgencyId, attempts, address, agency, page, at, ...words }) => ({
    id,
    messageId,
    agencyId,
    senderAgencyId,
    attempts,
    message: {
      id,
      address,
      agency,
      page,
      at,
      title: { vi: words.titleVi, en: words.titleEn },
      body: { vi: words.bodyVi, en: words.bodyEn },
    },
  }))
}
type Words = 'titleVi' | 'titleEn' | 'bodyVi' | 'bodyEn'

export type Outcome = Receipt | { readonly fault: string; readonly isFinal: boolean }

/**
 * One try of a channel, however it behaves: throwing, hanging, answering nonsense. What the other side says is told to whoever reads the
 * message and to the log: the address in it is masked. Never throws.
 */
export async function attempt(
  { channel }: DeclaredChannel,
  message: ChannelMessage,
  config: Readonly<Record<string, unknown>>,
  { longestMs, signal }: { longestMs: number; signal: AbortSignal },
): Promise<Outcome> {
  const run = new AbortController()
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error(`no answer within ${longestMs / 1_000} s`)), longestMs)
  const stop = () => late.reject(new Error('the centre stops; tried again after its start'))
  signal.addEventListener('abort', stop, { once: true })
  const said = (what: unknown) => clip(maskIn(what instanceof Error ? what.message : String(what), message.address))
  const io: ChannelIo = { signal: run.signal, now: () => new Date() }
  try {
    const { state, note } = await Promise.race([channel.deliver(message, config, io), late.promise])
    return { state: state === 'delivered' ? 'delivered' : 'sent', note: said(note) }
  } catch (error) {
    return { fault: said(error), isFinal: error instanceof Undeliverable }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', stop)
    run.abort()
  }
}

/** Servers write an address in capitals or without, as they like. */
const maskIn = (text: string, address: string) =>
  text.replaceAll(new RegExp(RegExp.escape(address), 'gi'), () => maskAddress(address))

const longestNote = 500
const clip = (text: string) => text.replaceAll('\0', '\uFFFD').slice(0, longestNote)

/** Writes down how a try ended. `isOld`: no further try of a message that nobody waits for any more. */
async function settle(tx: Db, delivery: Taken, outcome: Outcome, isOld: boolean): Promise<void> {
  const now = new Date()
  const row = tx.updateTable('platform.delivery').where('id', '=', delivery.id).where('state', '=', 'waiting')
  if (!('fault' in outcome)) {
    await row.set({ state: outcome.state, endedAt: now, receipt: outcome.note, fault: null }).execute()
  } else if (outcome.isFinal || isOld) {
    await row.set({ state: 'failed', endedAt: now, fault: outcome.fault }).execute()
  } else {
    const nextAt = new Date(now.getTime() + retryDelayMs(delivery.attempts, Math.random()))
    await row.set({ fault: outcome.fault, nextAt }).execute()
  }
  const { messageId, agencyId, senderAgencyId } = delivery
  const agencies = senderAgencyId === null ? [agencyId] : [agencyId, senderAgencyId]
  await announce(tx, { kind: 'message', action: 'tried', ids: [messageId], agencies })
}
