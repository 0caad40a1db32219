import type { AlertDetail } from '../../core/api/alerts.ts'
import { notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso } from '../http/present.ts'
import { presentAlert, selectAlerts } from './read-alerts.ts'

/** An alert with its steps, the first first. @throws {AppError} 404 where it is not to be seen */
export async function readDetail(tx: Db, id: string): Promise<AlertDetail> {
  const row = await selectAlerts(tx).where('al.id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`alert ${id}`)
  return { ...presentAlert(row), steps: await readSteps(tx, id) }
}

/** What was done about an alert, the first first; `until` leaves out what came later. */
export async function readSteps(tx: Db, alertId: string, until?: Date): Promise<AlertDetail['steps']> {
  const steps = await tx
    .selectFrom('platform.alertStep')
    .selectAll()
    .where('alertId', '=', alertId)
    .$if(until !== undefined, (query) => query.where('at', '<=', until ?? new Date()))
    .orderBy('id')
    .execute()
  return steps.map(({ at, action, byId, byName, comment }) => ({
    ...{ at: iso(at), action, comment },
    by: accountRef(byId, byName),
  }))
}
