import type { AssetEdit } from '../../core/api/assets.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { type AreaShape, findArea } from '../../core/geo.ts'
import { isOpen } from '../alerts/read-alerts.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announce } from '../live/events.ts'
import type { AssetKind } from '../modules/load.ts'
import { parseAttributes } from './insert-asset.ts'

/** The row, held until the transaction ends. @throws {AppError} `not_found` */
async function lockAsset(tx: Db, actor: Actor, code: string) {
  const row = await tx
    .selectFrom('platform.asset')
    .selectAll()
    .where('code', '=', code)
    .where('agencyId', 'in', [...actor.agencyIds])
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound(`asset ${code}`)
  return row
}

type Row = Awaited<ReturnType<typeof lockAsset>>

async function keep(tx: Db, actor: Actor, row: Row, action: string, change: object, detail: object): Promise<number> {
  await tx
    .updateTable('platform.asset')
    .set({ ...change, version: row.version + 1, updatedAt: new Date(), updatedByName: actor.name })
    .where('id', '=', row.id)
    .execute()
  const subject = { kind: 'asset', id: String(row.id) }
  await writeAudit(tx, actor, { agencyId: row.agencyId, action: `asset.${action}`, subject, detail })
  await announce(tx, { kind: 'asset', action, ids: [row.code], agencies: [row.agencyId] })
  return row.id
}

/** @throws {AppError} `edited_meanwhile` saying by whom and when; nothing is overwritten */
function refuseOldVersion(row: Row, seen: number): void {
  if (row.version === seen) return
  const by = `${row.updatedByName ?? 'somebody'} at ${row.updatedAt.toISOString()}`
  const detail = `changed since version ${seen} by ${by}; nothing was overwritten, look at it anew and try again`
  throw new AppError('edited_meanwhile', 409, { detail, errors: [{ path: 'version', message: by }] })
}

/**
 * Changes an asset; its commune is found anew from its position.
 * @returns the asset's id
 * @throws {AppError} `not_found`, `edited_meanwhile`, `retired`, `bad_attributes` naming each
 */
export async function editAsset(
  tx: Db,
  actor: Actor,
  types: ReadonlyMap<string, AssetKind>,
  shapes: readonly AreaShape<string>[],
  code: string,
  { version, name, position, attributes }: AssetEdit,
): Promise<number> {
  const row = await lockAsset(tx, actor, code)
  refuseOldVersion(row, version)
  if (row.retiredAt) throw conflict('retired', `${code} is out of use; bring it back before changing it`)
  const type = types.get(row.type)
  if (attributes && !type) throw conflict('unknown_asset_type', `no module declares «${row.type}» any more`)
  const [lon, lat] = position ?? [null, null]
  const place = { lon, lat, areaCode: lon === null || lat === null ? null : findArea(shapes, lon, lat) }
  const change = {
    ...(name === undefined ? {} : { name }),
    ...(position === undefined ? {} : place),
    ...(attributes && type ? { attributes: JSON.stringify(parseAttributes(type, attributes)) } : {}),
  }
  return keep(tx, actor, row, 'edited', change, { code, changed: Object.keys(change) })
}

/**
 * Takes an asset out of use: nothing is taken in for it any more, all that it sent stays.
 * @throws {AppError} `not_found`, `edited_meanwhile`, `alerts_open`
 */
export async function retireAsset(
  tx: Db,
  actor: Actor,
  code: string,
  { version, reason }: { version: number; reason: string },
): Promise<number> {
  const row = await lockAsset(tx, actor, code)
  refuseOldVersion(row, version)
  if (row.retiredAt) return row.id
  const open = await tx
    .selectFrom('platform.alert as al')
    .select('al.id')
    .where('al.assetId', '=', row.id)
    .where(isOpen)
    .executeTakeFirst()
  if (open) throw conflict('alerts_open', `${code} has open alerts; finish or dismiss them first`)
  return keep(tx, actor, row, 'retired', { retiredAt: new Date(), retiredReason: reason }, { code, reason })
}

/** Brings a retired asset back. @throws {AppError} `not_found`, `edited_meanwhile` */
export async function restoreAsset(tx: Db, actor: Actor, code: string, version: number): Promise<number> {
  const row = await lockAsset(tx, actor, code)
  refuseOldVersion(row, version)
  if (!row.retiredAt) return row.id
  return keep(tx, actor, row, 'restored', { retiredAt: null, retiredReason: null }, { code })
}
