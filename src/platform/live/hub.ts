import { sql } from 'kysely'
import type { Logger } from 'pino'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import { type Cursor, type LiveEvent, takeAnnouncements } from './events.ts'

/** A change with its place in the order; null for what is not kept (readings: the page fetches the present anyway). */
export interface SentEvent {
  readonly place: Cursor | null
  readonly event: LiveEvent
}

type Listener = (events: readonly SentEvent[]) => void

export interface Hub {
  /** Begins to follow; changes from before are not told. Before it no page can be given its place. */
  start(): Promise<void>
  /** Something may have been committed: look soon. Costs nothing when called often. */
  wake(): void
  /** Tells of readings that arrived, without keeping it. */
  tellReadings(assets: ReadonlyMap<string, number>): void
  subscribe(listener: Listener): () => void
  /** Changes after `cursor` that are kept still; null when some of them are gone, or they are more than one look gives. */
  since(cursor: Cursor): Promise<SentEvent[] | null>
  /** Everything up to here was told. */
  place(): Cursor
  /** So many milliseconds ago changes could last be read; by a clock that nobody sets. */
  lookedAgoMs(): number
  close(): Promise<void>
}

/** Pages get what happened in the last day; a page away longer fetches everything anew. */
const keptHours = 24
const batchPauseMs = 50
const lookAgainMs = 1_000
const eventsAtOnce = 5_000

/**
 * Follows `live_event` and tells every change once, in order. Rows are read only below the oldest transaction that
 * may still tell something, or a slower writer's rows would be passed over (decision 0003). Nothing is read before `start`.
 */
export function openHub(wall: Wall, log: Logger): Hub {
  const listeners = new Set<Listener>()
  const readings = new Map<string, number>()
  const controller = new AbortController()
  let nudge = Promise.withResolvers<void>()
  let cursor: Cursor = { xid: 0n, id: 0n }
  let lookedAtMs = performance.now()

  async function follow(): Promise<void> {
    while (!controller.signal.aborted) {
      const timer = setTimeout(() => nudge.resolve(), lookAgainMs)
      await nudge.promise
      clearTimeout(timer)
      nudge = Promise.withResolvers()
      try {
        if (await isAnnouncedLater(wall)) await wall.service(takeAnnouncements)
        const sent: SentEvent[] = await readAfter(wall, cursor)
        lookedAtMs = performance.now()
        cursor = sent.at(-1)?.place ?? cursor
        // There are more than one look gives.
        if (sent.length === eventsAtOnce) nudge.resolve()
        for (const group of takeReadings(readings)) sent.push({ place: null, event: group })
        if (sent.length > 0) for (const listener of listeners) listener(sent)
      } catch (error) {
        log.warn({ err: (error as Error).message }, 'live events cannot be read now')
        await pause(lookAgainMs, controller.signal)
      }
      // Changes leave in batches: at most twenty a second, however many there are.
      await pause(batchPauseMs, controller.signal)
    }
  }
  let following: Promise<void> | undefined

  return {
    async start() {
      cursor = await startCursor(wall)
      lookedAtMs = performance.now()
      following = follow()
    },
    wake: () => nudge.resolve(),
    tellReadings(assets) {
      for (const [code, agency] of assets) readings.set(code, agency)
      nudge.resolve()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async since(from) {
      return wall.lookUp(async (tx) => {
        const oldest = await tx
          .selectFrom('platform.liveEvent')
          .select(['xid', 'id'])
          .orderBy('xid')
          .orderBy('id')
          .limit(1)
          .executeTakeFirst()
        const kept = oldest ? BigInt(oldest.xid) <= from.xid : from.xid >= cursor.xid
        // A place that no transaction has reached was given by another database: before this one was restored.
        if (!kept || (await nextTransaction(tx)) <= from.xid) return null
        const events = await query(tx, from)
        // What lies beyond may have been told to others already: the page would have a gap.
        return events.length === eventsAtOnce ? null : events
      })
    },
    place: () => cursor,
    lookedAgoMs: () => performance.now() - lookedAtMs,
    async close() {
      controller.abort()
      nudge.resolve()
      await following
    },
  }
}

/** Deletes changes that no page may ask for any more. */
export async function forgetOldEvents(wall: Wall): Promise<void> {
  await wall.service((tx) =>
    tx
      .deleteFrom('platform.liveEvent')
      .where('at', '<', sql<Date>`now() - make_interval(hours => ${keptHours})`)
      .execute(),
  )
}

async function startCursor(wall: Wall): Promise<Cursor> {
  return wall.lookUp(async (tx) => {
    const { rows } = await sql<{ xmin: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xmin`.execute(
      tx,
    )
    return { xid: BigInt(rows[0]?.xmin ?? 0) - 1n, id: BigInt('9223372036854775807') }
  })
}

const isAnnouncedLater = (wall: Wall) =>
  wall.lookUp((tx) => tx.selectFrom('platform.liveEventLater').select('id').limit(1).executeTakeFirst())

const readAfter = (wall: Wall, cursor: Cursor) => wall.lookUp((tx) => query(tx, cursor))

type Tx = Parameters<Parameters<Wall['lookUp']>[0]>[0]

async function nextTransaction(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ xmax: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as xmax`.execute(tx)
  return BigInt(rows[0]?.xmax ?? 0)
}

async function query(tx: Tx, after: Cursor) {
  const { rows } = await sql<{
    xid: string
    id: string
    kind: LiveEvent['kind']
    action: string
    subjectIds: string[]
    agencies: number[]
  }>`
    select e.xid::text, e.id::text, kind, action, subject_ids, agencies from platform.live_event e
    where (e.xid, e.id) > (${String(after.xid)}::xid8, ${String(after.id)}::bigint)
      and e.xid < platform.settled_before()
    order by e.xid, e.id limit ${eventsAtOnce}`.execute(tx)
  return rows.map((row) => ({
    place: { xid: BigInt(row.xid), id: BigInt(row.id) },
    event: { kind: row.kind, action: row.action, ids: row.subjectIds, agencies: row.agencies },
  }))
}

/** Empties `readings` into one event per agency. */
function takeReadings(readings: Map<string, number>): LiveEvent[] {
  const groups = Map.groupBy(readings, ([, agency]) => agency)
  readings.clear()
  return [...groups].map(([agency, assets]) => ({
    kind: 'reading',
    action: 'received',
    ids: assets.map(([code]) => code),
    agencies: [agency],
  }))
}
