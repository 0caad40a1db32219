import type { IncidentDetail, TimelineEntry } from '../../core/api/work.ts'
import { notFound } from '../../core/error.ts'
import { presentAlert, selectAlerts } from '../alerts/read-alerts.ts'
import { loadCalendar } from '../calendar/load-calendar.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso } from '../http/present.ts'
import { readFigures } from './figures.ts'
import { readContacts, readPeople } from './people.ts'
import { presentIncident, presentTasks, readIncidentEvidence, selectIncidents, selectTasks } from './read-work.ts'

/** One incident with all that the transaction's actor sees of it. @throws {AppError} `not_found` */
export async function readDetail(tx: Db, id: string): Promise<IncidentDetail> {
  const incident = await selectIncidents(tx).where('inc.id', '=', id).executeTakeFirst()
  if (!incident) throw notFound(`incident ${id}`)
  const alerts = await selectAlerts(tx).where('al.incidentId', '=', id).orderBy('al.id').execute()
  const tasks = await selectTasks(tx).where('t.incidentId', '=', id).orderBy('t.id').execute()
  const story = await tx
    .selectFrom('platform.timelineEntry')
    .selectAll()
    .where('incidentId', '=', id)
    .orderBy('id', 'desc')
    .execute()
  return {
    ...presentIncident(incident),
    alerts: alerts.map(presentAlert),
    tasks: await presentTasks(tx, tasks, await loadCalendar(tx), new Date()),
    evidence: await readIncidentEvidence(tx, id),
    timeline: story.map((entry) => ({
      id: entry.id,
      at: iso(entry.at),
      // The table knows kinds of steps to come.
      kind: entry.kind as TimelineEntry['kind'],
      by: accountRef(entry.byId, entry.byName),
      text: entry.text,
      subject: entry.subject,
    })),
    figures: await readFigures(tx, id),
    people: await readPeople(tx, id),
    contacts: await readContacts(tx, id),
  }
}
