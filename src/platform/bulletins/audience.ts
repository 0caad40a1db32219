import { sql } from 'kysely'
import type { Audience } from '../../core/api/bulletins.ts'
import type { AgencyRef } from '../../core/api/common.ts'
import { AppError } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'

/** An agency that is told, and where it is called. */
export interface Told extends AgencyRef {
  readonly phone: string | null
}

/** Who a bulletin of an incident is for. */
export interface Wanted {
  readonly audience: Audience
  /** Numbers of agencies, for the audience `chosen`. */
  readonly chosen: readonly number[]
}

const wantedIds = (incidentId: string, { audience, chosen }: Wanted) =>
  ({
    tasked: sql`select distinct agency_id as id from platform.task where incident_id = ${incidentId}`,
    touched: sql`select a.id from platform.agency a where a.closed_at is null and a.area_code in
      (select al.area_code from platform.alert al where al.incident_id = ${incidentId})`,
    chosen: sql`select unnest(${[...chosen]}::int[]) as id`,
    all: sql`select id from platform.agency where closed_at is null`,
  })[audience]

/** The agencies that an audience is made of now, by code; in place of one that was closed its successor. */
export async function findAudience(tx: Db, incidentId: string, wanted: Wanted): Promise<Told[]> {
  const { rows } = await sql<{ id: number; code: string; name: string; dutyPhone: string | null }>`
    with recursive told as (
      ${wantedIds(incidentId, wanted)}
      union
      select a.successor_id from told t join platform.agency a on a.id = t.id
      where a.closed_at is not null and a.successor_id is not null
    )
    select a.id, a.code, a.name, a.duty_phone from told t join platform.agency a on a.id = t.id
    where a.closed_at is null order by a.code`.execute(tx)
  return rows.map(({ dutyPhone, ...agency }) => ({ ...agency, phone: dutyPhone }))
}

/** @throws {AppError} `bad_bulletin` where agencies are to be chosen and none is, or one is not open */
export async function checkChosen(tx: Db, { audience, chosen }: Wanted): Promise<void> {
  if (audience !== 'chosen') return
  const open = await tx
    .selectFrom('platform.agency')
    .select('id')
    .where('id', '=', sql<number>`any(${[...chosen]}::int[])`)
    .where('closedAt', 'is', null)
    .execute()
  const message = chosen.length === 0 ? 'choose at least one agency' : 'not all of these agencies are open'
  if (chosen.length === 0 || open.length !== new Set(chosen).size)
    throw new AppError('bad_bulletin', 400, {
      detail: `agencyIds: ${message}`,
      errors: [{ path: 'agencyIds', message }],
    })
}
