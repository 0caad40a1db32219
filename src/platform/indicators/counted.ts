import { type RawBuilder, sql } from 'kysely'
import type { AlertCount, IndicatorInfo } from '../../core/api/indicators.ts'
import type { Indicator, SentenceWords } from '../../core/indicator.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { indexRecordKinds, type RecordKind } from '../records/record-kind.ts'
import { type QualityStatement, qualityOfDevices, qualityOfRecords, qualityOfTasks } from './quality.ts'
import type { Window } from './window.ts'

/** An indicator as the centre computes it: figure and rows come from the same statement, so they cannot differ. */
export interface Counted {
  readonly info: IndicatorInfo
  readonly words: SentenceWords
  /** Needed besides `indicators.read`; null: nothing. */
  readonly permission: string | null
  /** One row for each thing counted: place (unique, later ones above), agency_id, kind and thing_id, due_at, done_at, count. */
  rows(window: Window): RawBuilder<unknown>
  /** Which of `platform.late_saying s` are about a row `c` of these; null: nobody is asked why. */
  readonly said: RawBuilder<boolean> | null
  /** How good the data are that it counts. */
  readonly quality: QualityStatement
}

/** The field of what every centre does, whatever its modules. */
const operations = { id: 'operations', name: { vi: 'Trực và điều hành', en: 'Watch and operations' } }

/** How something with a deadline counts at the cut-off. At the very deadline there is time still. `handledAt`: where that may be before it was done. */
const countOf = (
  cutOffAt: Date,
  doneAt: RawBuilder<unknown>,
  dueAt: RawBuilder<unknown>,
  isDismissed: RawBuilder<unknown>,
  isFalseAlarm: RawBuilder<unknown> = sql`false`,
  handledAt = doneAt,
) =>
  sql<AlertCount>`case
  when ${doneAt} <= ${cutOffAt} and ${isDismissed} then 'dismissed'
  when ${doneAt} <= ${cutOffAt} and ${isFalseAlarm} then 'false_alarm'
  when ${doneAt} <= ${cutOffAt} then case when ${handledAt} <= ${dueAt} then 'in_time' else 'late' end
  when ${dueAt} < ${cutOffAt} then 'late'
  else 'not_due' end`

const began = (at: RawBuilder<unknown>, { from, to, cutOffAt }: Window) =>
  sql<boolean>`${at} >= ${from} and ${at} < ${to} and ${at} <= ${cutOffAt}`

/** What was closed because it had calmed, in no incident, was handled when it calmed: nothing was left to do from then on (decision 32). */
const handledAt = sql`case when al.handling = 'done' and al.incident_id is null then least(al.done_at, al.calmed_at) else al.done_at end`

/** What happened to an alert after the cut-off does not change the past: one finished later is, at the cut-off, late or not due. */
const alertsHandledInTime: Counted = {
  info: {
    key: 'alerts_handled_in_time',
    field: operations,
    basis: 'devices',
    name: { vi: 'Cảnh báo xử lý đúng hạn', en: 'Alerts handled in time' },
    unit: '%',
    formula: {
      vi: 'Số cảnh báo xử lý xong trong hạn, chia cho số cảnh báo đã xong hoặc đã đến hạn. Cảnh báo đóng sau khi tự dịu tính là xong từ lúc dịu. Cảnh báo còn trong hạn, cảnh báo bỏ qua có lý do và báo động giả không tính.',
      en: 'Alerts finished by their deadline, out of those finished or past it. One that was closed after it calmed counts as finished when it calmed. Those still within it, those dismissed with a reason and false alarms are not counted.',
    },
    better: 'higher',
  },
  words: { noun: 'cảnh báo', done: 'xử lý', dismissed: 'đã bác bỏ' },
  permission: null,
  rows: (window) => sql`
    select al.id::text as place, al.agency_id, 'alert' as kind, al.id::text as thing_id, al.due_at, al.done_at,
      ${countOf(window.cutOffAt, sql`al.done_at`, sql`al.due_at`, sql`al.handling = 'dismissed'`, sql`al.false_alarm`, handledAt)} as count
    from platform.alert al where ${began(sql`al.raised_at`, window)}`,
  said: null,
  quality: qualityOfDevices,
}

/** Counted for the agency that must do it; who gave it sees it, too. What has been given is done or open, never dismissed. */
const tasksDoneInTime: Counted = {
  info: {
    key: 'tasks_done_in_time',
    field: operations,
    basis: 'tasks',
    name: { vi: 'Việc được giao xong đúng hạn', en: 'Tasks done in time' },
    unit: '%',
    formula: {
      vi: 'Số việc báo xong trong hạn, chia cho số việc đã xong hoặc đã đến hạn, tính cho đơn vị phải làm. Việc còn trong hạn không tính.',
      en: 'Tasks done by their deadline, out of those done or past it, counted for the agency that must do them. Those still within it are not counted.',
    },
    better: 'higher',
  },
  words: { noun: 'việc được giao', done: 'làm xong', dismissed: 'đã bỏ' },
  permission: 'tasks.read',
  rows: (window) => sql`
    select t.id::text as place, t.agency_id, 'task' as kind, t.id::text as thing_id, t.due_at, t.done_at,
      ${countOf(window.cutOffAt, sql`t.done_at`, sql`t.due_at`, sql`false`)} as count
    from platform.task t where ${began(sql`t.assigned_at`, window)}`,
  said: sql`s.task_id = c.thing_id::uuid`,
  quality: qualityOfTasks,
}

function countClocks({ id, name: field }: ModuleDefinition, kind: RecordKind, indicator: Indicator): Counted {
  const { key, name, formula, words, deadline, agencyField, dismissedIn = [] } = indicator
  const agency = agencyField === undefined ? sql`k.agency_id` : sql`coalesce(r.${sql.ref(agencyField)}, k.agency_id)`
  return {
    info: { key, name, formula, unit: '%', better: 'higher', field: { id, name: field }, basis: 'records' },
    words,
    permission: kind.record.permissions.read,
    rows: (window) => sql`
      select k.record_id || '/' || lpad(k.id::text, 19, '0') as place, ${agency} as agency_id, ${kind.key}::text as kind,
        k.record_id::text as thing_id, k.id as clock_id, k.due_at, k.stopped_at as done_at,
        ${countOf(window.cutOffAt, sql`k.stopped_at`, sql`k.due_at`, sql`r.state = any(${[...dismissedIn]}::text[])`)} as count
      from platform.record_clock k join ${sql.table(kind.table)} r on r.id = k.record_id
      where k.record_type = ${kind.key} and k.rule_key = ${deadline} and ${began(sql`k.started_at`, window)}`,
    said: sql`s.clock_id = c.clock_id`,
    quality: qualityOfRecords(kind, deadline, agency),
  }
}

/**
 * Every indicator there is by key, the centre's own first, then the modules'.
 * @throws {Error} when two have the same key
 */
export function indexIndicators(modules: readonly ModuleDefinition[]): ReadonlyMap<string, Counted> {
  const all = new Map([alertsHandledInTime, tasksDoneInTime].map((own) => [own.info.key, own]))
  const kinds = indexRecordKinds(modules)
  for (const module of modules) {
    for (const indicator of module.indicators ?? []) {
      if (all.has(indicator.key)) throw new Error(`module ${module.id}: indicator ${indicator.key} is declared twice`)
      const kind = kinds.get(`${module.id}.${indicator.record}`)
      if (!kind) throw new Error(`module ${module.id}: indicator ${indicator.key} counts no record type`)
      all.set(indicator.key, countClocks(module, kind, indicator))
    }
  }
  return all
}

/** Those a person may look at. */
export const indicatorsFor = (all: ReadonlyMap<string, Counted>, permissions: ReadonlySet<string>): Counted[] =>
  [...all.values()].filter(({ permission }) => permission === null || permissions.has(permission))
