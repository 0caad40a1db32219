import type { IncidentDetail } from '../../core/api/work.ts'
import { type IncidentStage, incidentStages, type StageOnWay, wayOf } from '../../core/incident-stage.ts'

type Told = Pick<IncidentDetail, 'alerts' | 'openedAt' | 'closedAt' | 'stage' | 'timeline'>

/** The way of an incident, read from what is written of it: it is detected with its first alert, and its story says the rest. */
export function stagesOf({ alerts, openedAt, closedAt, stage, timeline }: Told): StageOnWay[] {
  const byTime = (one: { at: string }, other: { at: string }) => Date.parse(one.at) - Date.parse(other.at)
  const first = alerts.map(({ raisedAt }) => ({ at: raisedAt })).toSorted(byTime)[0]
  const moves = timeline.flatMap(({ kind, subject, at }) => {
    const entered = kind === 'stage.moved' ? incidentStages.find((each) => each === subject) : undefined
    return entered ? [{ stage: entered, at }] : []
  })
  return wayOf(stage, [
    { stage: 'detected', at: first?.at ?? openedAt },
    ...moves.toSorted(byTime),
    ...(closedAt ? [{ stage: 'closed' as IncidentStage, at: closedAt }] : []),
  ])
}
