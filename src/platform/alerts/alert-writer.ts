import { sql } from 'kysely'
import { addLength } from '../../core/deadline.ts'
import type { Severity } from '../../core/severity.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import { tellAlerts } from '../happenings/tell.ts'
import { announceAll } from '../live/events.ts'
import { readHandlingLimits } from './handling-limits.ts'
import { alertRow, type Raising } from './raising.ts'
import { addSteps } from './steps.ts'

/** A beginning or an end of an alert. */
interface Turn {
  readonly kind: 'firing' | 'resolved'
  readonly id: string
  readonly at: Date
  /** Told where the condition did not end by itself. */
  readonly why?: string | undefined
}

/**
 * Gathers the alerts that begin and end in one look of the rules and writes them together: a storm costs as many statements as one
 * alert. Nothing is written before {@link AlertWriter.write}.
 */
export class AlertWriter {
  readonly #tx: Db
  /** In the order in which they came. */
  #turns: Turn[] = []
  #raised = new Map<string, Raising>()
  readonly #standing = new Map<string, string>()
  /** Whether something was written. */
  hasWritten = false

  constructor(tx: Db) {
    this.#tx = tx
  }

  /** An alert begins, with its deadline in working days from when it is written. @returns its id; see {@link AlertWriter.idOf} */
  raise(raising: Raising): string {
    const id = uuidv7(new Date())
    this.#raised.set(id, raising)
    this.#turns.push({ kind: 'firing', id, at: raising.at })
    return id
  }

  /**
   * The condition is no longer true; what people do about it goes on.
   * @param at by the same clock as the alert's beginning
   * @param why told where the condition did not end by itself
   */
  resolve(id: string, at: Date, why?: string): void {
    this.#turns.push({ kind: 'resolved', id, at, why })
  }

  /** The id under which an alert stands once written: another where one fired already by the same rule on the same series. */
  idOf<Id extends string | null>(id: Id): Id | string {
    return (id && this.#standing.get(id)) ?? id
  }

  /** Drops what was gathered since the last time. */
  forget(): void {
    this.#raised = new Map()
    this.#turns = []
  }

  /** Writes what was gathered since the last time. */
  async write(): Promise<void> {
    if (this.#turns.length === 0) return
    this.hasWritten = true
    const now = new Date()
    const [raised, turns] = [this.#raised, this.#turns]
    this.forget()
    for (const [id, standing] of await findStanding(this.#tx, raised, turns)) {
      raised.delete(id)
      this.#standing.set(id, standing)
    }
    // Ends first: one may begin again where another ended.
    const ends = new Map(turns.flatMap(({ kind, id, at }) => (kind === 'resolved' ? [[this.idOf(id), at]] : [])))
    const agencies = await endAlerts(this.#tx, ends, raised, now)
    await beginAlerts(this.#tx, raised, ends, now)
    for (const [id, { asset }] of raised) agencies.set(id, asset.agencyId)
    await tell(
      this.#tx,
      turns.flatMap(({ id: meant, ...turn }) => {
        const id = this.idOf(meant)
        const agencyId = agencies.get(id)
        const isTold = agencyId !== undefined && (turn.kind === 'resolved' || id === meant)
        return isTold ? [{ ...turn, id, agencyId }] : []
      }),
      now,
    )
  }
}

type Raised = ReadonlyMap<string, Raising>

const placeOf = ({ rule, asset }: Raising) => `${rule.id}/${asset.seriesId}`

/**
 * Alerts that fire already where others were to begin, by the id of these: without this a rule whose place was lost would stop the rules
 * of the whole province for ever.
 */
async function findStanding(tx: Db, raised: Raised, turns: readonly Turn[]): Promise<Map<string, string>> {
  if (raised.size === 0) return new Map()
  const assets = [...new Set([...raised.values()].map(({ asset }) => asset.assetId))]
  const ended = turns.flatMap(({ kind, id }) => (kind === 'resolved' ? [id] : []))
  const { rows } = await sql<{ id: string; place: string }>`
    select id, rule_id || '/' || series_id as place from platform.alert
    where condition = 'firing' and asset_id = any(${assets}::int[]) and not id = any(${ended}::uuid[])`.execute(tx)
  const firing = new Map(rows.map(({ place, id }) => [place, id]))
  const standing = new Map<string, string>()
  for (const [id, raising] of raised) {
    const found = firing.get(placeOf(raising))
    if (found) standing.set(id, found)
    // What began again after that is another.
    firing.delete(placeOf(raising))
  }
  return standing
}

/** @returns agencies of those that fired until now */
async function endAlerts(tx: Db, ends: ReadonlyMap<string, Date>, raised: Raised, now: Date) {
  const ids = [...ends.keys()].filter((id) => !raised.has(id))
  if (ids.length === 0) return new Map<string, number>()
  const { rows } = await sql<{ id: string; agencyId: number; incidentId: string | null; titleVi: string }>`
    update platform.alert al set condition = 'resolved', resolved_at = ended.at, calmed_at = ${now}, line_due = true
    from unnest(${ids}::uuid[], ${ids.map((id) => ends.get(id))}::timestamptz[]) as ended (id, at)
    where al.id = ended.id and al.condition = 'firing'
    returning al.id, al.agency_id, al.incident_id, al.title_vi`.execute(tx)
  const entries = rows.flatMap(({ id: subject, agencyId, incidentId, titleVi: text }) =>
    incidentId
      ? [{ id: uuidv7(now), incidentId, agencyId, authorAgencyId: agencyId, at: now, ...joined, text, subject }]
      : [],
  )
  if (entries.length > 0) await tx.insertInto('platform.timelineEntry').values(entries).execute()
  return new Map(rows.map(({ id, agencyId }) => [id, agencyId]))
}
const joined = { kind: 'alert.resolved' } as const

async function beginAlerts(tx: Db, raised: Raised, ends: ReadonlyMap<string, Date>, raisedAt: Date): Promise<void> {
  if (raised.size === 0) return
  const dueAt = await dueTimes(tx, raisedAt)
  const rows = [...raised].map(([id, raising]) =>
    alertRow(id, raising, { raisedAt, resolvedAt: ends.get(id) ?? null, dueAt }),
  )
  await sql`
    insert into platform.alert (id, rule_id, rule_version, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en,
      value, threshold, unit, origin, condition, handling, fired_at, raised_at, resolved_at, calmed_at, due_at)
    select id, rule_id, rule_version, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en,
      value, threshold, unit, origin, condition, 'new', fired_at, raised_at, resolved_at, calmed_at, due_at
    from jsonb_populate_recordset(null::platform.alert, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}

/** Until when an alert of each severity that begins at `now` must be done. */
async function dueTimes(tx: Db, now: Date): Promise<(severity: Severity) => Date> {
  const calendar = await loadCalendar(tx)
  const limits = await readHandlingLimits(tx)
  const due = new Map(limits.map(({ severity, term }) => [severity, addLength(calendar, now, term)]))
  return (severity) => {
    const at = due.get(severity)
    if (!at) throw new Error(`no handling limit for severity ${severity}`)
    return at
  }
}

/** Writes turns into the life of their alerts, and tells whoever follows them. */
async function tell(tx: Db, turns: readonly (Turn & { readonly agencyId: number })[], at: Date): Promise<void> {
  if (turns.length === 0) return
  await addSteps(
    tx,
    turns.map(({ id, agencyId, kind, why }) => ({ alertId: id, agencyId, at, action: kind, comment: why })),
  )
  await tellAlerts(tx, turns)
  const alike = Map.groupBy(turns, ({ kind, agencyId }) => `${kind} ${agencyId}`)
  await announceAll(
    tx,
    [...alike.values()].flatMap((group) => {
      const [first] = group
      // Ids of one agency only: whoever may see one of them may see all.
      return first
        ? [{ kind: 'alert', action: first.kind, ids: group.map(({ id }) => id), agencies: [first.agencyId] }]
        : []
    }),
  )
}
