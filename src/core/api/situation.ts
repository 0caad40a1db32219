import { z } from 'zod'
import { Instant } from './common.ts'
import { WaitingHandover } from './handover.ts'

/** The five figures of the summary strip, as far as the person sees. */
export const Summary = z
  .object({
    /** Alerts that fire and are neither shelved nor in maintenance: what is wrong now. */
    firing: z.object({ crit: z.int(), major: z.int(), minor: z.int(), info: z.int() }),
    /** Alerts that have calmed and are not closed, as the inbox has them. */
    calmed: z.int(),
    /** Of those that fire: nobody has them. */
    untaken: z.int(),
    oldestUntakenAt: Instant.nullable(),
    incidentsOpen: z.int(),
    tasksOverdue: z.int(),
    tasksDueToday: z.int(),
    /** Commands offered to whoever asks, the longest waiting first. */
    handovers: z.array(WaitingHandover),
    /**
     * Series that have reported once and are expected to again, how many did within five beats; and the devices of which none of the
     * series ever reported, which are among neither.
     */
    sources: z.object({
      arriving: z.int(),
      total: z.int(),
      oldestSilentAt: Instant.nullable(),
      /** When the last of them was heard; null where none ever was. */
      lastHeardAt: Instant.nullable(),
      /** Devices of which at least one of them arrives. */
      devices: z.int(),
      devicesNeverSent: z.int(),
    }),
    /**
     * Where measured values of the past are being replayed: how many times as fast as the clock, 1 once that has caught up, and the time
     * that readings carry now. Null when nothing is.
     */
    replay: z.object({ speed: z.number(), at: Instant }).nullable(),
    /** Where devices that do not exist are simulated: how many. Null when none is. */
    simulated: z.object({ devices: z.int() }).nullable(),
    serverTime: Instant,
  })
  .meta({ id: 'Summary' })
export type Summary = z.infer<typeof Summary>

/**
 * One server-sent event of `GET /api/live`: event name `change`, this as JSON data. It says what changed, never the content:
 * the page fetches that through the wall. `reset` asks the page to fetch everything anew (its Last-Event-ID is too old).
 */
export const LiveChange = z
  .object({
    kind: z.enum([
      'reading',
      'alert',
      'incident',
      'task',
      'report',
      'record',
      'asset',
      'message',
      'account',
      'rule',
      'reset',
    ]),
    action: z.string(),
    /** Ids of what changed: asset codes for `reading` and `asset`, else the row's id. A record's action begins with its type: `directives.directive …`. */
    ids: z.array(z.string()),
  })
  .meta({ id: 'LiveChange' })
export type LiveChange = z.infer<typeof LiveChange>

/**
 * The other event of `GET /api/live`, event name `beat`: the line is alive. The first comes when a page that was away has been told
 * what it missed, so that a page which misses two knows that it is cut.
 */
export const LiveBeat = z
  .object({
    /** The server's clock. */
    at: Instant,
    /** Milliseconds until the next one. */
    everyMs: z.int(),
    /** Since when the server itself cannot read what changes (its database is away); null where it can. */
    stalledSince: Instant.nullable(),
    /** In the first beat how many changes the page missed; null when it must fetch everything anew. */
    missed: z.int().nullable(),
  })
  .meta({ id: 'LiveBeat' })
export type LiveBeat = z.infer<typeof LiveBeat>

/** For the area layer: how many alerts fire, neither shelved nor in maintenance, in each commune that has a device in sight. Others have no data. */
export const AreaCounts = z
  .object({
    areas: z.array(z.object({ code: z.string(), assets: z.int(), alerts: z.int() })),
    /** When it was counted. */
    at: Instant,
  })
  .meta({ id: 'AreaCounts' })
export type AreaCounts = z.infer<typeof AreaCounts>
