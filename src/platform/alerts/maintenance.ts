import { sql } from 'kysely'
import type { MaintenanceWindow, NewMaintenanceWindow } from '../../core/api/maintenance.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso, isoOrNull } from '../http/present.ts'
import { announce } from '../live/events.ts'

const longestDays = 60
const dayMs = 86_400_000

interface Row {
  readonly id: number
  readonly agencyId: number
  readonly agencyCode: string
  readonly agencyName: string
  readonly assets: { code: string; name: string }[]
  readonly areaCode: string | null
  readonly areaName: string | null
  readonly assetType: string | null
  readonly fromAt: Date
  readonly untilAt: Date
  readonly reason: string
  readonly madeAt: Date
  readonly madeBy: number
  readonly madeByName: string
  readonly cancelledAt: Date | null
  readonly cancelledBy: number | null
  readonly cancelledByName: string | null
  readonly state: MaintenanceWindow['state']
  readonly muted: number
}

/**
 * Windows that the transaction's actor may see; one where `id` is given. Those that run or come stand in the order of their beginning,
 * all of them the latest first. `after`: the id of the last one of the page before.
 */
export async function readWindows(
  tx: Db,
  options: { id?: number; state: 'open' | 'all'; limit: number; after?: number | undefined },
): Promise<MaintenanceWindow[]> {
  const { id, state, limit, after } = options
  const [isLater, order] = state === 'open' ? [sql`>`, sql`w.from_at, w.id`] : [sql`<`, sql`w.from_at desc, w.id desc`]
  const { rows } = await sql<Row>`
    select w.*, ag.code as agency_code, ag.name as agency_name, ar.name as area_name,
      case when w.cancelled_at is not null then 'cancelled' when w.until_at <= now() then 'over' when w.from_at > now() then 'coming'
        else 'now' end as state,
      coalesce((select jsonb_agg(jsonb_build_object('code', a.code, 'name', a.name) order by a.name, a.code) from platform.asset a
        where a.id = any(w.asset_ids)), '[]') as assets,
      (select count(*)::int from platform.alert al join platform.asset a on a.id = al.asset_id
        where al.muted_until > now() and w.cancelled_at is null and w.from_at <= now() and w.until_at > now()
        and a.agency_id = any(w.agency_ids) and (w.asset_ids = '{}' or a.id = any(w.asset_ids))
        and (w.area_code is null or w.area_code = a.area_code) and (w.asset_type is null or w.asset_type = a.type)) as muted
    from platform.maintenance_window w
      join platform.agency ag on ag.id = w.agency_id
      left join platform.core_area ar on ar.code = w.area_code
    where (${id ?? null}::int is null or w.id = ${id ?? null}) and (${after ?? null}::int is null or (w.from_at, w.id) ${isLater} (select x.from_at, x.id from platform.maintenance_window x where x.id = ${after ?? null}))
      and (${state} = 'all' or (w.cancelled_at is null and w.until_at > now()))
    order by ${order} limit ${limit}`.execute(tx)
  return rows.map((row) => ({
    id: row.id,
    agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
    assets: row.assets,
    area: row.areaCode && row.areaName ? { code: row.areaCode, name: row.areaName } : null,
    assetType: row.assetType,
    fromAt: iso(row.fromAt),
    untilAt: iso(row.untilAt),
    reason: row.reason,
    state: row.state,
    madeAt: iso(row.madeAt),
    madeBy: accountRef(row.madeBy, row.madeByName),
    cancelledAt: isoOrNull(row.cancelledAt),
    cancelledBy: accountRef(row.cancelledBy, row.cancelledByName),
    muted: row.muted,
  }))
}

const bad = (path: string, message: string) =>
  new AppError('invalid_window', 400, { detail: message, errors: [{ path, message }] })

/**
 * Plans a window over assets of an agency and of those under it, as far as the actor may see them.
 * @throws {AppError} `invalid_window` with the field that is wrong; 404 for an agency that is not to be seen
 */
export async function planWindow(tx: Db, actor: Actor, wanted: NewMaintenanceWindow): Promise<MaintenanceWindow> {
  const [fromAt, untilAt] = [new Date(wanted.fromAt), new Date(wanted.untilAt)]
  if (untilAt <= fromAt) throw bad('untilAt', 'it must end after it begins')
  if (untilAt.getTime() <= Date.now()) throw bad('untilAt', 'it is over already; choose a later end')
  if (untilAt.getTime() - fromAt.getTime() > longestDays * dayMs) {
    throw bad('untilAt', `it may last ${longestDays} days at most; plan another window after it`)
  }
  if (!actor.agencyIds.includes(wanted.agencyId)) throw notFound(`agency ${wanted.agencyId}`)
  const { rows: under } = await sql<{ id: number }>`
    with recursive under as (
      select id from platform.agency where id = ${wanted.agencyId}
      union select a.id from platform.agency a join under u on a.parent_id = u.id
    ) select id from under where id = any(${[...actor.agencyIds]}::int[])`.execute(tx)
  const codes = [...new Set(wanted.assets)]
  const assets = codes.length
    ? await tx
        .selectFrom('platform.asset')
        .select(['id', 'code'])
        .where('code', 'in', codes)
        .where('agencyId', '=', sql<number>`any(${under.map(({ id }) => id)}::int[])`)
        .execute()
    : []
  const missing = codes.find((code) => !assets.some((asset) => asset.code === code))
  if (missing !== undefined) throw bad('assets', `${missing}: no such device of this agency among those you may see`)
  if (wanted.area !== undefined) {
    const area = await sql`select from platform.core_area where code = ${wanted.area}`.execute(tx)
    if (area.rows.length === 0) throw bad('area', `${wanted.area}: no such area`)
  }
  const { id } = await tx
    .insertInto('platform.maintenanceWindow')
    .values({
      agencyId: wanted.agencyId,
      agencyIds: under.map((each) => each.id),
      assetIds: assets.map((asset) => asset.id),
      areaCode: wanted.area ?? null,
      assetType: wanted.assetType ?? null,
      fromAt,
      untilAt,
      reason: wanted.reason,
      madeBy: actor.accountId,
      madeByName: actor.name,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await told(tx, actor, { id, agencyId: wanted.agencyId }, 'planned', { from: wanted.fromAt, until: wanted.untilAt })
  return readWindow(tx, id)
}

/** Ends a window now, or before it began; what fired in it and still fires is new within a second. @throws {AppError} `window_over` */
export async function cancelWindow(tx: Db, actor: Actor, id: number): Promise<MaintenanceWindow> {
  const window = await tx
    .selectFrom('platform.maintenanceWindow')
    .select(['id', 'agencyId', 'cancelledAt', 'untilAt'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!window) throw notFound(`maintenance window ${id}`)
  if (window.cancelledAt || window.untilAt <= new Date()) {
    throw conflict('window_over', 'this window is over or cancelled already')
  }
  await tx
    .updateTable('platform.maintenanceWindow')
    .set({ cancelledAt: new Date(), cancelledBy: actor.accountId, cancelledByName: actor.name, swept: false })
    .where('id', '=', id)
    .execute()
  await told(tx, actor, window, 'cancelled', {})
  return readWindow(tx, id)
}

async function readWindow(tx: Db, id: number): Promise<MaintenanceWindow> {
  const [window] = await readWindows(tx, { id, state: 'all', limit: 1 })
  if (!window) throw notFound(`maintenance window ${id}`)
  return window
}

async function told(tx: Db, actor: Actor, of: { id: number; agencyId: number }, action: string, detail: object) {
  const { id, agencyId } = of
  const subject = { kind: 'maintenance', id: String(id) }
  await writeAudit(tx, actor, { agencyId, action: `maintenance.${action}`, subject, detail })
  await announce(tx, { kind: 'alert', action: 'maintenance', ids: [], agencies: [agencyId] })
}
