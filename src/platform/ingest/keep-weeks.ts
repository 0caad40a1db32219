import { sql } from 'kysely'
import type { Logger } from 'pino'
import { z } from 'zod'
import { leastKeptWeeks, mostAheadWeeks } from '../../core/api/keeping.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import type { Partitions } from './partitions.ts'

const weekMs = 7 * 86_400_000

const Setting = z.object({
  /** Weeks that readings are kept after their week has ended. */
  keptWeeks: z.int().min(leastKeptWeeks).catch(104),
  /** Weeks whose partition is made ahead. */
  aheadWeeks: z.int().min(1).max(mostAheadWeeks).catch(4),
})

/** The row `readings` of the settings; what it shipped with where somebody broke it. */
export async function readKeeping(tx: Db): Promise<z.infer<typeof Setting>> {
  const row = await tx.selectFrom('platform.setting').select('value').where('key', '=', 'readings').executeTakeFirst()
  return Setting.catch({ keptWeeks: 104, aheadWeeks: 4 }).parse(row?.value)
}

/** Weeks that begin then or before go, where so many are kept after their end. */
export const keptFrom = (now: Date, keptWeeks: number): Date => new Date(now.getTime() - (keptWeeks + 1) * weekMs)

/** Makes the coming weeks of readings, so that no reading waits for its partition. */
export async function makeWeeksAhead(wall: Wall, partitions: Partitions, now = new Date()): Promise<void> {
  const { aheadWeeks } = await wall.lookUp(readKeeping)
  await partitions.makeAhead(now, aheadWeeks)
}

/**
 * Drops weeks of readings that are older than the setting `readings` says, oldest first, each in a transaction of its own that says so
 * in the audit. A week that rules or roll-ups have not seen whole stays until they have.
 * @returns Mondays of the weeks that were dropped
 */
export async function dropOldWeeks(
  wall: Wall,
  partitions: Partitions,
  log: Logger,
  now = new Date(),
): Promise<string[]> {
  const { keptWeeks } = await wall.lookUp(readKeeping)
  const before = keptFrom(now, keptWeeks)
  const old = await wall.lookUp(async (tx) => {
    const { rows } = await sql<{ monday: string }>`
      select week::text as monday from platform.reading_weeks() week
      where week::timestamp at time zone 'UTC' <= ${before} order by week`.execute(tx)
    return rows
  })
  const dropped: string[] = []
  for (const { monday } of old) {
    const isDropped = await wall.service((tx) => dropWeek(tx, monday))
    if (!isDropped) {
      log.info({ week: monday }, 'old readings stay: they are not rolled up yet')
      break
    }
    dropped.push(monday)
    log.info({ week: monday }, 'readings of a week were dropped')
  }
  if (dropped.length > 0) partitions.forgetPast(now)
  return dropped
}

async function dropWeek(tx: Db, monday: string): Promise<boolean> {
  const { rows } = await sql<{ bytes: number; readings: number; isEnrolled: boolean }>`
    select pg_total_relation_size(c.oid)::float8 as bytes, greatest(c.reltuples, 0)::float8 as readings,
      not exists (select from platform.series s left join platform.rollup_backfill b on b.series_id = s.id
        where b.series_id is null or b.step_s is distinct from platform.rollup_step(s.cadence_s)) as is_enrolled
    from pg_class c where c.oid = to_regclass('platform.reading_' || to_char(${monday}::date, 'IYYY"w"IW'))`.execute(tx)
  const [size] = rows
  if (!size?.isEnrolled) return false
  const { rows: answers } = await sql<{ dropped: boolean; closedBefore: Date }>`
    select platform.drop_reading_partition(${monday}::date) as dropped`.execute(tx)
  if (!answers[0]?.dropped) return false
  const root = await tx
    .selectFrom('platform.agency')
    .select('id')
    .where('parentId', 'is', null)
    .orderBy('id')
    .executeTakeFirst()
  // About how many: counting them would read the whole week.
  const detail = { bytes: size.bytes, readings: size.readings }
  if (root)
    await writeAudit(tx, null, {
      agencyId: root.id,
      action: 'readings.dropped',
      subject: { kind: 'reading_week', id: monday },
      detail,
    })
  return true
}
