import type { IncidentDetail, Task } from '../../core/api/work.ts'

/** An agency that works on an incident: whether it leads, and how many of its tasks are done. */
export interface Taking {
  readonly agency: Task['agency']
  readonly leads: boolean
  readonly done: number
  readonly total: number
}

/** The agency that leads an incident, then those that were given tasks, in the order in which they came in. */
export function agenciesOf(incident: Pick<IncidentDetail, 'agency' | 'tasks'>): Taking[] {
  const byId = Map.groupBy(incident.tasks, (task) => task.agency.id)
  const others = [...byId.keys()].filter((id) => id !== incident.agency.id)
  return [incident.agency.id, ...others].map((id) => {
    const tasks = byId.get(id) ?? []
    const agency = id === incident.agency.id ? incident.agency : (tasks[0]?.agency ?? incident.agency)
    const done = tasks.filter(({ state }) => state === 'done').length
    return { agency, leads: id === incident.agency.id, done, total: tasks.length }
  })
}
