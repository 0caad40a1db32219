import { sql } from 'kysely'
import type { Keeping, KeepingEdit, WeeksOfReadings } from '../../core/api/keeping.ts'
import { AppError, conflict } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { keptFrom, readKeeping } from './keep-weeks.ts'

/** Weeks of readings that begin before an instant; all of them without one. */
async function weeksBefore(tx: Db, before: Date | null): Promise<WeeksOfReadings> {
  const { rows } = await sql<WeeksOfReadings>`
    select count(*)::int as weeks, min(week)::text as "from", max(week)::text as "to",
      coalesce(sum(greatest(c.reltuples, 0)), 0)::float8 as readings,
      coalesce(sum(pg_total_relation_size(c.oid)), 0)::float8 as bytes
    from platform.reading_weeks() week
      left join pg_class c on c.oid = to_regclass('platform.reading_' || to_char(week, 'IYYY"w"IW'))
    where ${before}::timestamptz is null or week::timestamp at time zone 'UTC' <= ${before}`.execute(tx)
  const [found] = rows
  if (!found) throw new Error('an aggregate answered no row')
  return found
}

/** How long readings are kept, what stands, and what would go with `keptWeeks`; without it, what goes as it is set. */
export async function readKeepingState(tx: Db, now: Date, keptWeeks?: number): Promise<Keeping> {
  const setting = await readKeeping(tx)
  return {
    ...setting,
    stands: await weeksBefore(tx, null),
    goes: await weeksBefore(tx, keptFrom(now, keptWeeks ?? setting.keptWeeks)),
  }
}

/**
 * Sets how long readings are kept, and says so in the audit. Nothing is dropped here: the centre does that within the hour.
 * @throws {AppError} `edited_meanwhile`; `loses_readings` where more weeks would go than was agreed to
 */
export async function setKeeping(tx: Db, actor: Actor, now: Date, edit: KeepingEdit): Promise<void> {
  const { seen, losesWeeks, ...wanted } = edit
  await sql`select from platform.setting where key = 'readings' for update`.execute(tx)
  const before = await readKeeping(tx)
  if (before.keptWeeks !== seen.keptWeeks || before.aheadWeeks !== seen.aheadWeeks)
    throw conflict('edited_meanwhile', 'somebody changed this meanwhile; nothing was overwritten, look at it anew')
  const goes = await weeksBefore(tx, keptFrom(now, wanted.keptWeeks))
  if (wanted.keptWeeks < before.keptWeeks && goes.weeks > losesWeeks) {
    const detail = `${goes.weeks} weeks of readings would be lost, and losesWeeks is ${losesWeeks}; agree to all of them, or keep more weeks`
    throw new AppError('loses_readings', 409, { detail, errors: [{ path: 'losesWeeks', message: String(goes.weeks) }] })
  }
  await sql`insert into platform.setting (key, value, note) values ('readings', ${JSON.stringify(wanted)}::jsonb, 'weeks that readings are kept, and made ahead')
    on conflict (key) do update set value = excluded.value`.execute(tx)
  await writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: 'readings.keeping_set',
    subject: { kind: 'readings', id: 'keeping' },
    detail: { before, after: wanted, losesWeeks: goes.weeks },
  })
}
