import { AppError, conflict } from '../../core/error.ts'
import { undoMs } from '../../core/undo.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { lockTask, tellChange, tellStep } from './tasks.ts'

/**
 * Takes back that one finished a task, within seconds; it is then as it was before. Why it was late stays said.
 * @throws {AppError} `not_found`, `not_your_task`; `cannot_undo`: another finished it, or too long ago; `incident_closed`
 */
export async function undoTask(tx: Db, actor: Actor, id: string): Promise<void> {
  const task = await lockTask(tx, id)
  if (!actor.agencyIds.includes(task.agencyId))
    throw new AppError('not_your_task', 403, { detail: 'only the agency that was given the task can work on it' })
  const { doneAt, acceptedAt } = task
  if (!doneAt || task.doneBy !== actor.accountId || Date.now() - doneAt.getTime() > undoMs)
    throw conflict('cannot_undo', 'only the one who finished it can undo that, within 10 seconds')
  // Who finishes a task that nobody accepted accepts it in the same moment.
  const wasAccepted = acceptedAt !== null && acceptedAt.getTime() !== doneAt.getTime()
  const before = wasAccepted
    ? { state: 'accepted' as const }
    : { state: 'assigned' as const, acceptedAt: null, acceptedBy: null, acceptedByName: null }
  await tx
    .updateTable('platform.task')
    .set({ ...before, doneAt: null, doneBy: null, doneByName: null, result: null })
    .where('id', '=', id)
    .execute()
    .catch(refuseClosed)
  await tellStep(tx, actor, task, 'task.undone', task.title)
  await tellChange(tx, actor, task, 'undone')
}

/** In a closed incident every task stays done; who does a task may not see its incident, so the database answers for it. */
function refuseClosed(error: unknown): never {
  const isClosed = error instanceof Error && 'code' in error && error.code === '23001'
  throw isClosed ? conflict('incident_closed', 'the incident of this task is closed; its tasks stay done') : error
}
