import { sql } from 'kysely'
import type { AlertDetail } from '../../core/api/alerts.ts'
import type { PastAsset } from '../../core/api/past.ts'
import { notFound } from '../../core/error.ts'
import { worstSeverity } from '../../core/severity.ts'
import type { AlertRow } from '../alerts/read-alerts.ts'
import { presentAlert, selectAlerts } from '../alerts/read-alerts.ts'
import { readSteps } from '../alerts/read-detail.ts'
import { silentBeats, wordsOf } from '../assets/read-assets.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { AssetKind } from '../modules/load.ts'
import { lastKnownAt, wasInUse } from './heard-at.ts'
import { layStanding } from './past-alerts.ts'

/** An alert as it stood at a time, with what had been done by then. @throws {AppError} 404 where it was not open then */
export async function readPastAlert(tx: Db, id: string, at: Date): Promise<AlertDetail> {
  const found = await selectAlerts(tx).where('al.id', '=', id).execute()
  const [row] = await layStanding(tx, found, at)
  if (!row) throw notFound(`alert ${id} at ${iso(at)}`)
  return { ...presentAlert(row), steps: await readSteps(tx, id, at) }
}

interface AssetRow {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly type: string
  readonly agencyId: number
  readonly agencyCode: string
  readonly agencyName: string
  readonly areaCode: string | null
  readonly areaName: string | null
  readonly attributes: unknown
}

interface SeriesRow {
  readonly key: string
  readonly nameVi: string
  readonly nameEn: string
  readonly unit: string
  readonly cadenceS: number
  readonly sporadic: boolean
  readonly value: number | null
  readonly at: Date | null
  readonly receivedAt: Date | null
  readonly sourceAt: Date | null
  readonly origin: AlertRow['origin'] | null
}

/** An asset with the values that were its last at a time and the alerts that were open on it. @throws {AppError} 404 where it was not in use then */
export async function readPastAsset(
  tx: Db,
  types: ReadonlyMap<string, AssetKind>,
  code: string,
  at: Date,
): Promise<PastAsset> {
  const { rows: assets } = await sql<AssetRow>`
    select a.id, a.code, a.name, a.type, a.attributes, ag.id as agency_id, ag.code as agency_code, ag.name as agency_name,
      ar.code as area_code, ar.name as area_name
    from platform.asset a join platform.agency ag on ag.id = a.agency_id left join platform.core_area ar on ar.code = a.area_code
    where a.code = ${code} and ${wasInUse(at)}`.execute(tx)
  const [asset] = assets
  if (!asset) throw notFound(`asset ${code} at ${iso(at)}`)
  const { rows } = await sql<SeriesRow>`
    select s.key, s.name_vi, s.name_en, s.unit, s.cadence_s, s.sporadic, v.value, v.at, v.heard_at as received_at, v.source_at, v.origin
    from platform.series s left join lateral ${lastKnownAt(at)} v on true where s.asset_id = ${asset.id} order by s.id`.execute(
    tx,
  )
  const open = await layStanding(
    tx,
    await selectAlerts(tx).where('al.assetId', '=', asset.id).orderBy('al.id', 'desc').execute(),
    at,
  )
  const firing = open.filter(({ condition }) => condition === 'firing')
  const severity = worstSeverity(firing.map((alert) => alert.severity))
  const type = types.get(asset.type)
  return {
    code: asset.code,
    name: asset.name,
    typeName: type?.name ?? { vi: asset.type, en: asset.type },
    agency: { id: asset.agencyId, code: asset.agencyCode, name: asset.agencyName },
    area: asset.areaCode && asset.areaName ? { code: asset.areaCode, name: asset.areaName } : null,
    // Checked by the type's schema when it was written.
    attributes: asset.attributes as PastAsset['attributes'],
    severity,
    taken: severity !== null && !firing.some((each) => each.severity === severity && each.handling === 'new'),
    series: rows.map((row) => ({
      key: row.key,
      name: { vi: row.nameVi, en: row.nameEn },
      unit: row.unit,
      cadenceS: row.cadenceS,
      words: wordsOf(type, row.key),
      value: row.value,
      at: isoOrNull(row.at),
      receivedAt: isoOrNull(row.receivedAt),
      sourceAt: isoOrNull(row.sourceAt),
      origin: row.origin,
      silent:
        !row.sporadic &&
        row.receivedAt !== null &&
        at.getTime() - row.receivedAt.getTime() > silentBeats * row.cadenceS * 1_000,
    })),
    alerts: open.map(presentAlert),
    now: iso(at),
  }
}
