import { sql } from 'kysely'
import type { Incident } from '../../core/api/work.ts'
import { severities } from '../../core/severity.ts'
import type { selectIncidents } from './read-work.ts'

type Incidents = ReturnType<typeof selectIncidents>

interface IncidentOrder {
  /** In this order, from `after` on. */
  readonly page: (incidents: Incidents, after: string | undefined) => Incidents
  /** What `after` continues from. */
  readonly keyOf: (incident: Incident) => string
}

const newest: IncidentOrder = {
  page: (incidents, after) =>
    incidents.$if(after !== undefined, (query) => query.where('inc.id', '<', after ?? '')).orderBy('inc.id', 'desc'),
  keyOf: ({ id }) => id,
}

/** Open before closed, and how bad: two digits. */
const rank = sql<string>`(inc.state = 'closed')::int::text || platform.severity_rank(inc.severity)`

const worst: IncidentOrder = {
  page: (incidents, after = '') => {
    const [before, id] = [after.slice(0, 2), after.slice(3)]
    return incidents
      .$if(after !== '', (query) =>
        query.where((is) => is.or([is(rank, '>', before), is.and([is(rank, '=', before), is('inc.id', '<', id)])])),
      )
      .orderBy(rank)
      .orderBy('inc.id', 'desc')
  },
  keyOf: ({ id, state, severity }) => `${state === 'closed' ? 1 : 0}${severities.indexOf(severity) + 1}-${id}`,
}

/** How a list of incidents may be ordered; ids begin with the time they were made at. */
export const incidentOrders: Readonly<Record<'newest' | 'worst', IncidentOrder>> = { newest, worst }
