import type { IncidentDetail } from '../../core/api/work.ts'

export const stages = ['detected', 'opened', 'assigned', 'finished', 'closed'] as const
export type Stage = (typeof stages)[number]

/** Where an incident stands on its way, read from what is written of it: when each stage was reached (ISO), null for those to come. */
export function stagesOf(
  incident: Pick<IncidentDetail, 'alerts' | 'tasks' | 'openedAt' | 'closedAt'>,
): Record<Stage, string | null> {
  const { alerts, tasks, openedAt, closedAt } = incident
  const earliest = (times: readonly string[]) => times.toSorted((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null
  const doneAts = tasks.map(({ doneAt }) => doneAt)
  const allDone = tasks.length > 0 && doneAts.every((doneAt) => doneAt !== null)
  return {
    detected: earliest(alerts.map(({ raisedAt }) => raisedAt)) ?? openedAt,
    opened: openedAt,
    assigned: earliest(tasks.map(({ assignedAt }) => assignedAt)),
    finished: allDone
      ? (doneAts.filter((doneAt) => doneAt !== null).toSorted((a, b) => Date.parse(b) - Date.parse(a))[0] ?? null)
      : null,
    closed: closedAt,
  }
}

/** The last stage that was reached. */
export function stageNow(reached: Record<Stage, string | null>): Stage {
  return stages.findLast((stage) => reached[stage] !== null) ?? 'detected'
}
