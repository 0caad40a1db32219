import { expect, test } from 'vitest'
import type { IncidentDetail } from '../../core/api/work.ts'
import type { IncidentStage } from '../../core/incident-stage.ts'
import { stagesOf } from './stages-of.ts'

type Told = Parameters<typeof stagesOf>[0]
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 1, minute)).toISOString()
const alert = (raised: number) => ({ raisedAt: at(raised) }) as IncidentDetail['alerts'][number]
const moved = (minute: number, subject: string, kind = 'stage.moved') =>
  ({ at: at(minute), kind, subject }) as IncidentDetail['timeline'][number]
const told = (change: Partial<Told>): Told => ({
  ...{ alerts: [alert(3), alert(1)], openedAt: at(5), closedAt: null, stage: 'detected', timeline: [] },
  ...change,
})
const timesOf = (incident: Told) =>
  Object.fromEntries(stagesOf(incident).flatMap((each) => (each.at ? [[each.stage, each.at]] : [])))

test('it is detected with its first alert, or with its opening where it has none', () => {
  expect(timesOf(told({}))).toEqual({ detected: at(1) })
  expect(timesOf(told({ alerts: [] }))).toEqual({ detected: at(5) })
})

test('each stage was reached when the story says, newest first as it comes, and nothing else in it is a stage', () => {
  const timeline = [moved(9, 'responding'), moved(8, 'verified', 'task.done'), moved(7, 'verified'), moved(6, 'x')]
  expect(timesOf(told({ stage: 'responding', timeline }))).toEqual({
    detected: at(1),
    verified: at(7),
    responding: at(9),
  })
})

test('it was closed when it was closed', () => {
  const way = stagesOf(told({ stage: 'closed', closedAt: at(20), timeline: [moved(7, 'verified')] }))
  const standing = (stage: IncidentStage) => way.find((each) => each.stage === stage)
  expect(standing('closed')).toEqual({ stage: 'closed', standing: 'now', at: at(20) })
  expect(standing('responding')).toEqual({ stage: 'responding', standing: 'skipped', at: null })
})
