import { sql } from 'kysely'
import { AreaCounts, Summary } from '../../core/api/situation.ts'
import { localDateOf, startOfLocalDay } from '../../core/local-time.ts'
import { isOpen } from '../alerts/read-alerts.ts'
import { bucketAt, isFiring } from '../alerts/read-lines.ts'
import { silentBeats } from '../assets/read-assets.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { readOffersTo } from '../work/offers-to.ts'
import { countAreas } from './count-areas.ts'

/** How fast measured values are replayed, and the time that those carry which are sent now. */
export interface Replaying {
  readonly speed: number
  readonly at: Date
}

/** What the field replays now; null when nothing is replayed. */
export type FindReplay = () => Replaying | null

/** How many devices are simulated; null when none is. */
export type FindSimulated = () => { devices: number } | null

export function situationRoutes(
  app: App,
  wall: Wall,
  { findReplay, findSimulated }: { findReplay: FindReplay; findSimulated: FindSimulated },
): void {
  app.get(
    '/api/summary',
    {
      config: { require: 'alerts.read' },
      schema: { summary: 'The five figures of the first screen', response: { 200: Summary } },
    },
    async (request) => {
      const now = new Date()
      const actor = actorOf(request)
      const [figures, handovers] = await wall.read(actor, async (tx) => [
        await readFigures(tx, now),
        await readOffersTo(tx, actor.accountId),
      ])
      const replay = findReplay()
      return {
        ...figures,
        handovers,
        replay: replay && { speed: replay.speed, at: iso(replay.at) },
        simulated: findSimulated(),
        serverTime: iso(now),
      }
    },
  )

  app.get(
    '/api/alerts/by-area',
    {
      config: { require: 'alerts.read' },
      schema: {
        summary: 'Alerts that fire by commune, for each commune with a device in sight',
        response: { 200: AreaCounts },
      },
    },
    async (request) => ({
      areas: await wall.read(actorOf(request), (tx) => countAreas(tx)),
      at: iso(new Date()),
    }),
  )
}

async function readFigures(
  tx: Db,
  now: Date,
): Promise<Omit<Summary, 'handovers' | 'replay' | 'simulated' | 'serverTime'>> {
  const alerts = await tx
    .selectFrom('platform.alert as al')
    .select(['al.severity', sql<boolean>`al.handling = 'new'`.as('untaken'), isFiring.as('firing')])
    .select((eb) => [eb.fn.countAll<number>().as('alerts'), eb.fn.min('al.raisedAt').as('oldestAt')])
    .where(sql<boolean>`${isOpen} and (${isFiring} or ${bucketAt(sql`now()`)} = 'calmed')`)
    .groupBy(['al.severity', sql`2`, sql`3`])
    .execute()
  const sum = (rows: typeof alerts) => rows.reduce((total, row) => total + row.alerts, 0)
  const [firing, calmed] = [alerts.filter((row) => row.firing), alerts.filter((row) => !row.firing)]
  const toTake = firing.filter((row) => row.untaken)
  const countOf = (severity: string) => sum(firing.filter((row) => row.severity === severity))
  const incidents = await tx
    .selectFrom('platform.incident')
    .select((eb) => eb.fn.countAll<number>().as('open'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  const endOfDay = new Date(startOfLocalDay(localDateOf(now)).getTime() + 86_400_000)
  const tasks = await tx
    .selectFrom('platform.task')
    .select((eb) => [
      eb.fn.countAll<number>().filterWhere('dueAt', '<', now).as('overdue'),
      eb.fn.countAll<number>().filterWhere('dueAt', '>=', now).filterWhere('dueAt', '<', endOfDay).as('dueToday'),
    ])
    .where('state', '<>', 'done')
    .executeTakeFirstOrThrow()
  const isSilent = sql<boolean>`l.received_at < ${now}::timestamptz - make_interval(secs => ${silentBeats} * s.cadence_s)`
  const sources = await tx
    .selectFrom('platform.lastValue as l')
    .innerJoin('platform.series as s', 's.id', 'l.seriesId')
    .innerJoin('platform.asset as a', 'a.id', 's.assetId')
    .where('a.retiredAt', 'is', null)
    .where('s.sporadic', '=', false)
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.countAll<number>().filterWhere(isSilent).as('silent'),
      eb.fn.min('l.receivedAt').filterWhere(isSilent).as('oldestSilentAt'),
      eb.fn.max('l.receivedAt').as('lastHeardAt'),
      eb.fn.count<number>('s.assetId').distinct().filterWhere(sql<boolean>`not ${isSilent}`).as('devices'),
    ])
    .executeTakeFirstOrThrow()
  const never = await tx
    .selectFrom('platform.asset as a')
    .select((eb) => eb.fn.countAll<number>().as('devices'))
    .where('a.retiredAt', 'is', null)
    .where((eb) => {
      const series = eb.selectFrom('platform.series as s').whereRef('s.assetId', '=', 'a.id').select('s.id')
      const heard = series.innerJoin('platform.lastValue as l', 'l.seriesId', 's.id')
      return eb.and([eb.exists(series), eb.not(eb.exists(heard))])
    })
    .executeTakeFirstOrThrow()
  const oldest = toTake.map((row) => row.oldestAt.getTime())
  return {
    firing: { crit: countOf('crit'), major: countOf('major'), minor: countOf('minor'), info: countOf('info') },
    calmed: sum(calmed),
    untaken: sum(toTake),
    oldestUntakenAt: oldest.length > 0 ? iso(new Date(Math.min(...oldest))) : null,
    incidentsOpen: incidents.open,
    tasksOverdue: tasks.overdue,
    tasksDueToday: tasks.dueToday,
    sources: {
      arriving: sources.total - sources.silent,
      total: sources.total,
      oldestSilentAt: isoOrNull(sources.oldestSilentAt),
      lastHeardAt: isoOrNull(sources.lastHeardAt),
      devices: sources.devices,
      devicesNeverSent: never.devices,
    },
  }
}
