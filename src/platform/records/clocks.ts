import { type Insertable, sql } from 'kysely'
import type { Database } from '../../../generated/tables.ts'
import type { WorkCalendar } from '../../core/calendar.ts'
import { addLength, deadlineState, endOfTermOn } from '../../core/deadline.ts'
import { addLocalDays, startOfLocalDay } from '../../core/local-time.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import type { DeadlineRule } from '../../core/record.ts'
import { isGivenUp } from '../../core/record-given-up.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { indexRecordKinds, type RecordKind } from './record-kind.ts'
import type { StoredRecord } from './stored-record.ts'

/** Puts in the deadlines that modules ship; rows that stand are the operators' own. */
export async function seedDeadlineRules(tx: Db, modules: readonly ModuleDefinition[]): Promise<void> {
  const rules = [...indexRecordKinds(modules).values()].flatMap(({ key, record }) =>
    (record.deadlines ?? []).map((rule) => ({
      recordType: key,
      key: rule.key,
      nameVi: rule.name.vi,
      nameEn: rule.name.en,
      amount: rule.length.amount,
      unit: rule.length.unit,
      warnWorkingHours: rule.warnWorkingHours,
      source: rule.source.text,
      confirmed: rule.source.confirmed,
    })),
  )
  if (rules.length === 0) return
  await tx
    .insertInto('platform.recordDeadlineRule')
    .values(rules)
    .onConflict((conflict) => conflict.columns(['recordType', 'key']).doNothing())
    .execute()
}

export const readDeadlineRules = (tx: Db, recordType: string) =>
  tx
    .selectFrom('platform.recordDeadlineRule')
    .selectAll()
    .where('recordType', '=', recordType)
    .where('enabled', '=', true)
    .orderBy('key')
    .execute()

type RuleRow = Awaited<ReturnType<typeof readDeadlineRules>>[number]

/** A record before and after a change. */
interface Turned {
  readonly before: StoredRecord
  readonly after: StoredRecord
  readonly isNew: boolean
}

/**
 * Starts, stops and resets the clocks of records after a change. A clock starts when its state is entered, stops when one of its ends
 * is, and while it runs follows the field that sets its end.
 */
export async function keepClocks(tx: Db, kind: RecordKind, changes: readonly Turned[], now: Date): Promise<void> {
  const touched = changes.flatMap((change) => touchedClocks(kind, change))
  if (touched.length === 0) return
  const rules = new Map((await readDeadlineRules(tx, kind.key)).map((rule) => [rule.key, rule]))
  const calendar = await loadCalendar(tx)
  const started: Insertable<Database['platform.recordClock']>[] = []
  for (const { after, key, does, given, byFieldIs } of touched) {
    const dueBy = (rule: RuleRow, start: Date) => dueAt(calendar, rule, start, given, byFieldIs)
    if (does === 'stop') {
      await runningClock(tx, after.id, key).set({ stoppedAt: now }).execute()
      continue
    }
    const rule = rules.get(key)
    if (!rule) continue
    if (does === 'start') {
      const dueAt = dueBy(rule, now)
      started.push({
        recordType: kind.key,
        recordId: after.id,
        ruleKey: key,
        agencyId: after.agencyId,
        sharedWith: [...after.sharedWith],
        startedAt: now,
        dueAt,
        // What had passed when it began is no news.
        told: dueAt <= now ? 2 : 0,
      })
      continue
    }
    const clock = await tx
      .selectFrom('platform.recordClock')
      .select('startedAt')
      .where('recordId', '=', after.id)
      .where('ruleKey', '=', key)
      .where('stoppedAt', 'is', null)
      .executeTakeFirst()
    if (!clock) continue
    await runningClock(tx, after.id, key)
      .set({ dueAt: dueBy(rule, clock.startedAt), told: 0 })
      .execute()
  }
  if (started.length === 0) return
  await tx
    .insertInto('platform.recordClock')
    .values(started)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

interface Touched {
  readonly after: StoredRecord
  readonly key: string
  readonly does: 'start' | 'stop' | 'follow'
  /** The value of the field that sets the end, where there is one. */
  readonly given: unknown
  readonly byFieldIs: DeadlineRule['byFieldIs']
}

/** What a change does to each clock of its record. A new record has none to stop or to follow a field. */
function touchedClocks(kind: RecordKind, { before, after, isNew }: Turned): Touched[] {
  return (kind.record.deadlines ?? []).flatMap(({ key, from, to, byField, byFieldIs }): Touched[] => {
    const given = byField === undefined ? null : (after.values[byField] ?? null)
    const isEntered = isNew || before.state !== after.state
    if (isEntered && to.includes(after.state)) return isNew ? [] : [{ after, key, given, byFieldIs, does: 'stop' }]
    if (isEntered && after.state === from) return [{ after, key, given, byFieldIs, does: 'start' }]
    if (isNew || byField === undefined || before.values[byField] === after.values[byField]) return []
    return [{ after, key, given, byFieldIs, does: 'follow' }]
  })
}

const runningClock = (tx: Db, recordId: string, ruleKey: string) =>
  tx
    .updateTable('platform.recordClock')
    .where('recordId', '=', recordId)
    .where('ruleKey', '=', ruleKey)
    .where('stoppedAt', 'is', null)

function dueAt(
  calendar: WorkCalendar,
  rule: RuleRow,
  from: Date,
  given: unknown,
  meaning: DeadlineRule['byFieldIs'],
): Date {
  if (typeof given !== 'string') return addLength(calendar, from, rule)
  // A field of kind date is a day, one of kind instant an instant.
  if (!/^\d{4}-\d\d-\d\d$/.test(given)) return new Date(given)
  return meaning === 'validity'
    ? new Date(startOfLocalDay(addLocalDays(given, 1)).getTime() - 1)
    : endOfTermOn(calendar, given)
}

/** The last run of each clock of these records, as it stands at `now`. What ran when its record was given up was dismissed then. */
export async function readClocks(tx: Db, kind: RecordKind, records: readonly StoredRecord[], now: Date) {
  if (records.length === 0 || !kind.record.deadlines?.length) return new Map<string, never[]>()
  const { lifecycle } = kind.record
  const dropped = records.filter(({ state }) => isGivenUp(lifecycle, state))
  const droppedAt = new Map(dropped.map(({ id, stateAt }) => [id, stateAt.getTime()]))
  const ids = records.map(({ id }) => id)
  const calendar = await loadCalendar(tx)
  const rows = await tx
    .selectFrom('platform.recordClock as c')
    .innerJoin('platform.recordDeadlineRule as r', (join) =>
      join.onRef('r.recordType', '=', 'c.recordType').onRef('r.key', '=', 'c.ruleKey'),
    )
    .distinctOn(['c.recordId', 'c.ruleKey'])
    .select(['c.recordId', 'c.ruleKey', 'c.startedAt', 'c.dueAt', 'c.stoppedAt'])
    .select(['r.nameVi', 'r.nameEn', 'r.warnWorkingHours'])
    .where('c.recordId', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('c.recordId')
    .orderBy('c.ruleKey')
    .orderBy('c.id', 'desc')
    .execute()
  const clocks = rows.map((row) => ({
    recordId: row.recordId,
    clock: {
      rule: row.ruleKey,
      name: { vi: row.nameVi, en: row.nameEn },
      startedAt: iso(row.startedAt),
      dueAt: iso(row.dueAt),
      stoppedAt: isoOrNull(row.stoppedAt),
      state:
        // A clock stops in the commit, and at the time, of the move that gives the record up.
        row.stoppedAt && droppedAt.get(row.recordId) === row.stoppedAt.getTime()
          ? ('dismissed' as const)
          : deadlineState(calendar, { dueAt: row.dueAt, doneAt: row.stoppedAt }, now, row.warnWorkingHours),
    },
  }))
  const groups = Map.groupBy(clocks, ({ recordId }) => recordId)
  return new Map([...groups].map(([id, found]) => [id, found.map(({ clock }) => clock)]))
}
