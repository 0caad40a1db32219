import { sql } from 'kysely'
import type { Asset } from '../../core/api/assets.ts'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { type Severity, worstSeverity } from '../../core/severity.ts'
import { isOpen } from '../alerts/read-alerts.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import type { AssetKind } from '../modules/load.ts'

/** A source is silent when nothing came for that many beats. */
export const silentBeats = 5

interface OpenAlert {
  readonly assetId: number
  readonly severity: Severity
  readonly untaken: boolean
  /** The condition holds still; a calmed alert waits to be closed and colours nothing. */
  readonly firing: boolean
}

/** Open alerts by asset. */
async function readOpenAlerts(tx: Db, assetIds?: readonly number[]): Promise<Map<number, OpenAlert[]>> {
  const rows = await tx
    .selectFrom('platform.alert as al')
    .select(['al.assetId', 'al.severity', sql<boolean>`al.handling = 'new'`.as('untaken')])
    .select([sql<boolean>`al.condition = 'firing'`.as('firing')])
    .where(isOpen)
    .$if(assetIds !== undefined, (query) => query.where('al.assetId', '=', sql<number>`any(${assetIds ?? []}::int[])`))
    .execute()
  return Map.groupBy(rows, (row) => row.assetId)
}

function selectAssets(tx: Db) {
  return tx
    .selectFrom('platform.asset as a')
    .innerJoin('platform.agency as ag', 'ag.id', 'a.agencyId')
    .leftJoin('platform.area as ar', (join) => join.onRef('ar.code', '=', 'a.areaCode').on('ar.validTo', 'is', null))
    .leftJoin('platform.area as aa', (join) =>
      join
        .onRef('aa.code', '=', 'ag.areaCode')
        .on('aa.validTo', 'is', null)
        .on('a.lon', 'is', null)
        .on('aa.parentCode', 'is not', null),
    )
    .select(['a.id', 'a.code', 'a.type', 'a.name', 'a.lon', 'a.lat', 'a.attributes'])
    .select(['a.version', 'a.updatedAt', 'a.updatedByName', 'a.retiredAt', 'a.retiredReason'])
    .select([
      'ag.id as agencyId',
      'ag.code as agencyCode',
      'ag.name as agencyName',
      'ar.code as areaCode',
      'ar.name as areaName',
      'aa.code as agencyAreaCode',
      'aa.name as agencyAreaName',
    ])
}

function selectSeries(tx: Db, assetIds: readonly number[]) {
  return tx
    .selectFrom('platform.series as s')
    .leftJoin('platform.lastValue as l', 'l.seriesId', 's.id')
    .select(['s.assetId', 's.key', 's.nameVi', 's.nameEn', 's.unit', 's.cadenceS', 's.sporadic'])
    .select(['l.at', 'l.value', 'l.receivedAt', 'l.sourceAt', 'l.origin', 'l.beats'])
    .where('s.assetId', '=', sql<number>`any(${assetIds}::int[])`)
    .orderBy('s.id')
}

type SeriesRow = Awaited<ReturnType<ReturnType<typeof selectSeries>['execute']>>[number]

const isSilent = (series: readonly SeriesRow[], now: Date) =>
  series.some(
    (s) =>
      !s.sporadic && s.receivedAt !== null && now.getTime() - s.receivedAt.getTime() > silentBeats * s.cadenceS * 1_000,
  )

/** Those of the given assets that the transaction's actor may see, in the order given, with last values and open alerts. */
export async function readAssets(
  tx: Db,
  types: ReadonlyMap<string, AssetKind>,
  ids: readonly number[],
): Promise<Asset[]> {
  const found = await selectAssets(tx).where('a.id', '=', sql<number>`any(${ids}::int[])`).execute()
  const rows = new Map(found.map((row) => [row.id, row]))
  const series = Map.groupBy(await selectSeries(tx, ids).execute(), (row) => row.assetId)
  const alerts = await readOpenAlerts(tx, ids)
  const now = new Date()
  return ids.flatMap((id) => {
    const row = rows.get(id)
    if (!row) return []
    const own = series.get(id) ?? []
    const open = alerts.get(id) ?? []
    const type = types.get(row.type)
    return {
      id: row.id,
      code: row.code,
      type: row.type,
      typeName: type?.name ?? { vi: row.type, en: row.type },
      module: type?.module.id ?? null,
      name: row.name,
      agency: { id: row.agencyId, code: row.agencyCode, name: row.agencyName },
      area: row.areaCode && row.areaName ? { code: row.areaCode, name: row.areaName } : null,
      agencyArea:
        row.agencyAreaCode && row.agencyAreaName ? { code: row.agencyAreaCode, name: row.agencyAreaName } : null,
      position: row.lon === null || row.lat === null ? null : [row.lon, row.lat],
      // Checked by the type's schema when it was written.
      attributes: row.attributes as Asset['attributes'],
      version: row.version,
      updatedAt: iso(row.updatedAt),
      updatedBy: row.updatedByName,
      retiredAt: isoOrNull(row.retiredAt),
      retiredReason: row.retiredReason,
      ...worstOf(open),
      openAlerts: open.length,
      silent: row.retiredAt === null && isSilent(own, now),
      series: own.map((each) => presentSeries(each, type)),
    }
  })
}

/** The worst alert that fires, and whether somebody has every one as bad. */
export function worstOf(open: readonly Omit<OpenAlert, 'assetId'>[]): Pick<Asset, 'severity' | 'taken'> {
  const firing = open.filter((alert) => alert.firing)
  const severity = worstSeverity(firing.map((alert) => alert.severity))
  return { severity, taken: severity !== null && !firing.some((each) => each.severity === severity && each.untaken) }
}

/** Words for a series' values by value, as declared; keys come out as text. */
export const wordsOf = (type: AssetKind | undefined, series: string) =>
  type?.series.find(({ key }) => key === series)?.words ?? null

function presentSeries(row: SeriesRow, type: AssetKind | undefined): Asset['series'][number] {
  return {
    key: row.key,
    name: { vi: row.nameVi, en: row.nameEn },
    unit: row.unit,
    cadenceS: row.cadenceS,
    sporadic: row.sporadic,
    words: wordsOf(type, row.key),
    lastValue: row.value,
    lastAt: isoOrNull(row.at),
    lastReceivedAt: isoOrNull(row.receivedAt),
    lastSourceAt: isoOrNull(row.sourceAt),
    origin: row.origin,
    beats: row.beats?.map(iso) ?? [],
  }
}

interface Point {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly type: string
  readonly lon: number
  readonly lat: number
  readonly silent: boolean
}

/** Assets with a position as GeoJSON points; taken: somebody has every one of the worst alerts that fire. */
export async function readAssetsGeoJson(tx: Db): Promise<AssetsGeoJson> {
  // Which are silent is found where the values are: brought here, the values of a province take seconds.
  const { rows } = await sql<Point>`
    select a.id, a.code, a.name, a.type, a.lon, a.lat, exists (
        select from platform.series s join platform.last_value l on l.series_id = s.id
        where s.asset_id = a.id and not s.sporadic
          and l.received_at < ${new Date()}::timestamptz - ${silentBeats}::int * s.cadence_s * interval '1 second'
      ) as silent
    from platform.asset a
    where a.lon is not null and a.retired_at is null order by a.id`.execute(tx)
  const alerts = await readOpenAlerts(tx)
  return {
    type: 'FeatureCollection',
    features: rows.map(({ id, lon, lat, code, name, type, silent }) => ({
      type: 'Feature' as const,
      id,
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
      properties: { code, name, type, ...worstOf(alerts.get(id) ?? []), silent },
    })),
  }
}
