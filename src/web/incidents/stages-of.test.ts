import { expect, test } from 'vitest'
import type { IncidentDetail } from '../../core/api/work.ts'
import { stageNow, stagesOf } from './stages-of.ts'

type Told = Parameters<typeof stagesOf>[0]
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 1, minute)).toISOString()
const alert = (raised: number) => ({ raisedAt: at(raised) }) as IncidentDetail['alerts'][number]
const task = (assigned: number, done: number | null) =>
  ({ assignedAt: at(assigned), doneAt: done === null ? null : at(done) }) as IncidentDetail['tasks'][number]
const told = (change: Partial<Told>): Told => ({
  ...{ alerts: [alert(3), alert(1)], tasks: [], openedAt: at(5), closedAt: null },
  ...change,
})

test('it is detected with its first alert and stands at «opened» until a task is given', () => {
  const reached = stagesOf(told({}))
  expect(reached).toEqual({ detected: at(1), opened: at(5), assigned: null, finished: null, closed: null })
  expect(stageNow(reached)).toBe('opened')
})

test('it is finished only when every task is done, at the last of them', () => {
  const half = stagesOf(told({ tasks: [task(9, 20), task(8, null)] }))
  expect(half).toMatchObject({ assigned: at(8), finished: null })
  expect(stageNow(half)).toBe('assigned')
  const whole = stagesOf(told({ tasks: [task(9, 20), task(8, 15)] }))
  expect(whole.finished).toBe(at(20))
  expect(stageNow(whole)).toBe('finished')
})

test('closed without a task, the stages between stay unreached', () => {
  const reached = stagesOf(told({ closedAt: at(30) }))
  expect(reached).toMatchObject({ assigned: null, finished: null, closed: at(30) })
  expect(stageNow(reached)).toBe('closed')
})
