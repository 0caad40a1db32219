import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'

/** One line in the life of an alert. `by` is left out for what the centre did itself. */
export interface Step {
  readonly alertId: string
  readonly agencyId: number
  readonly at: Date
  readonly action: string
  readonly by?: { readonly accountId: number; readonly name: string }
  readonly comment?: string | undefined
}

/** Writes steps in their order. */
export async function addSteps(tx: Db, steps: readonly Step[]): Promise<void> {
  if (steps.length === 0) return
  await sql`
    insert into platform.alert_step (alert_id, agency_id, at, action, by_id, by_name, comment)
    select alert_id, agency_id, at, action, by_id, by_name, comment
    from unnest(${steps.map(({ alertId }) => alertId)}::uuid[], ${steps.map(({ agencyId }) => agencyId)}::int[],
      ${steps.map(({ at }) => at)}::timestamptz[], ${steps.map(({ action }) => action)}::text[],
      ${steps.map(({ by }) => by?.accountId ?? null)}::int[], ${steps.map(({ by }) => by?.name ?? null)}::text[],
      ${steps.map(({ comment }) => comment ?? null)}::text[])
      with ordinality step (alert_id, agency_id, at, action, by_id, by_name, comment, place)
    order by place`.execute(tx)
}

export const addStep = (tx: Db, step: Step): Promise<void> => addSteps(tx, [step])
