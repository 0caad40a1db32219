import type { Alert } from '../../core/api/alerts.ts'
import type { IncidentDetail, Task } from '../../core/api/work.ts'

/** What of an incident is not done yet: what whoever takes it over must know. */
export interface Standing {
  /** By deadline, the first due first. */
  readonly open: readonly Task[]
  readonly overdue: number
  readonly firing: readonly Alert[]
  /** Of those that fire, nobody has so many. */
  readonly untaken: number
}

export function standingOf({ tasks, alerts }: Pick<IncidentDetail, 'tasks' | 'alerts'>): Standing {
  const open = tasks
    .filter(({ state }) => state !== 'done')
    .toSorted((one, other) => Date.parse(one.dueAt) - Date.parse(other.dueAt))
  const firing = alerts.filter(({ condition }) => condition === 'firing')
  return {
    open,
    overdue: open.filter(({ deadline }) => deadline === 'overdue').length,
    firing,
    untaken: firing.filter(({ handling }) => handling === 'new').length,
  }
}
