import { sql } from 'kysely'
import type { Handover } from '../../core/api/handover.ts'
import type { Evidence, Incident, Task } from '../../core/api/work.ts'
import type { WorkCalendar } from '../../core/calendar.ts'
import { deadlineState } from '../../core/deadline.ts'
import { termOf } from '../calendar/term-columns.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso, isoOrNull } from '../http/present.ts'
import { readSayings } from '../late/sayings.ts'

/** Incidents the transaction's actor may see, before any condition. */
export function selectIncidents(tx: Db) {
  return tx
    .selectFrom('platform.incident as inc')
    .innerJoin('platform.agency as ag', 'ag.id', 'inc.agencyId')
    .leftJoin('platform.coreArea as ar', 'ar.code', 'inc.areaCode')
    .leftJoin('platform.incidentHandover as ho', (join) =>
      join.onRef('ho.incidentId', '=', 'inc.id').on('ho.state', '=', 'offered'),
    )
    .selectAll('inc')
    .select(['ag.code as agencyCode', 'ag.name as agencyName', 'ar.name as areaName'])
    .select(['ho.id as offerId', 'ho.fromId', 'ho.fromName', 'ho.toId', 'ho.toName', 'ho.note', 'ho.offeredAt'])
    .select([
      sql<number>`(select count(*)::int from platform.task t where t.incident_id = inc.id)`.as('tasksTotal'),
      sql<number>`(select count(*)::int from platform.task t where t.incident_id = inc.id and t.state <> 'done')`.as(
        'tasksOpen',
      ),
      sql<number>`(select count(*)::int from platform.bulletin b where b.incident_id = inc.id and b.state = 'asked')`.as(
        'bulletinsAsked',
      ),
    ])
}

type IncidentRow = Awaited<ReturnType<ReturnType<typeof selectIncidents>['execute']>>[number]

export function presentIncident(row: IncidentRow): Incident {
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    severity: row.severity,
    state: row.state,
    stage: row.stage,
    falseAlarm: row.falseAlarm,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    area: row.areaCode && row.areaName ? { code: row.areaCode, name: row.areaName } : null,
    openedAt: iso(row.openedAt),
    openedBy: { id: row.openedBy, name: row.openedByName },
    closedAt: isoOrNull(row.closedAt),
    closedBy: accountRef(row.closedBy, row.closedByName),
    commander: accountRef(row.commanderId, row.commanderName),
    handover: presentHandover(row),
    tasksOpen: row.tasksOpen,
    tasksTotal: row.tasksTotal,
    bulletinsAsked: row.bulletinsAsked,
  }
}

function presentHandover({ offerId, note, offeredAt, ...row }: IncidentRow): Handover | null {
  const [from, to] = [accountRef(row.fromId, row.fromName), accountRef(row.toId, row.toName)]
  if (!offerId || !offeredAt || !from || !to || note === null) return null
  return { id: offerId, from, to, note, offeredAt: iso(offeredAt) }
}

/** Tasks the transaction's actor may see (as the one who must do them or who asked), before any condition. */
export function selectTasks(tx: Db) {
  return tx
    .selectFrom('platform.task as t')
    .innerJoin('platform.agency as ag', 'ag.id', 't.agencyId')
    .innerJoin('platform.agency as own', 'own.id', 't.issuerAgencyId')
    .innerJoin('platform.agency as iss', (join) =>
      join.on('iss.id', '=', sql<number>`coalesce(t.given_by, t.issuer_agency_id)`),
    )
    .selectAll('t')
    .select(['ag.code as agencyCode', 'ag.name as agencyName', 'own.code as ownerCode', 'own.name as ownerName'])
    .select(['iss.id as issuerId', 'iss.code as issuerCode', 'iss.name as issuerName'])
}

type TaskRow = Awaited<ReturnType<ReturnType<typeof selectTasks>['execute']>>[number]

/** Tasks with their evidence, as they stand at `now` towards their deadlines. */
export async function presentTasks(
  tx: Db,
  rows: readonly TaskRow[],
  calendar: WorkCalendar,
  now: Date,
): Promise<Task[]> {
  const files = await readTaskEvidence(
    tx,
    rows.map((row) => row.id),
  )
  const sayings = await readSayings(
    tx,
    'taskId',
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    incident: { id: row.incidentId, number: row.incidentNumber, title: row.incidentTitle },
    title: row.title,
    instructions: row.instructions,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    issuer: { id: row.issuerId, code: row.issuerCode, name: row.issuerName },
    owner: { id: row.issuerAgencyId, code: row.ownerCode, name: row.ownerName },
    state: row.state,
    assignedAt: iso(row.assignedAt),
    assignedBy: { id: row.assignedBy, name: row.assignedByName },
    acceptedAt: isoOrNull(row.acceptedAt),
    acceptedBy: accountRef(row.acceptedBy, row.acceptedByName),
    dueAt: iso(row.dueAt),
    term: termOf(row),
    deadline: deadlineState(calendar, row, now),
    doneAt: isoOrNull(row.doneAt),
    doneBy: accountRef(row.doneBy, row.doneByName),
    result: row.result,
    evidence: files.get(row.id) ?? [],
    late: sayings.get(row.id) ?? null,
  }))
}

/** The files of an incident itself, in the order in which they were added. */
export async function readIncidentEvidence(tx: Db, id: string): Promise<Evidence[]> {
  const rows = await tx.selectFrom('platform.evidence').selectAll().where('incidentId', '=', id).orderBy('id').execute()
  return rows.map(presentEvidence)
}

async function readTaskEvidence(tx: Db, taskIds: readonly string[]): Promise<Map<string | null, Evidence[]>> {
  if (taskIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('platform.evidence')
    .selectAll()
    .where('taskId', 'in', [...taskIds])
    .orderBy('id')
    .execute()
  const byTask = Map.groupBy(rows, (row) => row.taskId)
  return new Map([...byTask].map(([id, files]) => [id, files.map(presentEvidence)]))
}

export function presentEvidence(row: {
  id: string
  name: string
  mediaType: string
  sizeBytes: number
  sha256: string
  addedAt: Date
  addedBy: number
  addedByName: string
}): Evidence {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.mediaType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    addedAt: iso(row.addedAt),
    addedBy: { id: row.addedBy, name: row.addedByName },
  }
}
