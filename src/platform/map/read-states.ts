import { sql } from 'kysely'
import type { MapAlerts } from '../../core/api/geojson.ts'
import { type Severity, severities } from '../../core/severity.ts'
import { silentBeats, worstOf } from '../assets/read-assets.ts'
import type { Db } from '../db/pool.ts'

/** Where an asset is of which something is to be told. */
export interface Spot {
  readonly id: number
  readonly lon: number
  readonly lat: number
  readonly type: string
}

/** An asset with an alert that fires. */
export interface FiringAsset extends Spot {
  readonly code: string
  readonly name: string
  /** The worst that fires. */
  readonly severity: Severity
  /** Somebody has every alert as bad as that. */
  readonly taken: boolean
}

/** A map with more marks side by side shows none of them; what is beyond is told by number, and by the arcs of its groups. */
const mostAlerts = 3_000

interface FiringRow extends Spot, Pick<FiringAsset, 'code' | 'name' | 'severity'> {
  readonly untaken: boolean
}

/** Assets in use with a position and an alert that fires, as the transaction's actor sees them; worst first. */
export async function readFiring(tx: Db): Promise<FiringAsset[]> {
  const { rows } = await sql<FiringRow>`
    select a.id, a.code, a.name, a.type, a.lon, a.lat, al.severity, al.handling = 'new' as untaken
    from platform.alert al join platform.asset a on a.id = al.asset_id
    where al.condition = 'firing' and a.lon is not null and a.retired_at is null`.execute(tx)
  return [...Map.groupBy(rows, ({ id }) => id)]
    .flatMap(([id, alerts]) => {
      const { severity, taken } = worstOf(alerts.map((alert) => ({ ...alert, firing: true })))
      return alerts.slice(0, 1).map(({ code, name, type, lon, lat }) => ({
        ...{ id, code, name, type, lon, lat, taken },
        severity: severity ?? 'info',
      }))
    })
    .sort((a, b) => rankOf(a) - rankOf(b))
}

const rankOf = ({ severity, taken }: FiringAsset) => severities.indexOf(severity) * 2 + (taken ? 1 : 0)

/** Assets in use with a position of which a series that should report does not, as the transaction's actor sees them. */
export async function readSilent(tx: Db): Promise<Spot[]> {
  const { rows } = await sql<Spot>`
    select a.id, a.lon, a.lat, a.type from platform.asset a
    where a.lon is not null and a.retired_at is null and a.id in (
      select s.asset_id from platform.series s join platform.last_value l on l.series_id = s.id
      where not s.sporadic and l.received_at < ${new Date()}::timestamptz - ${silentBeats}::int * s.cadence_s * interval '1 second'
    )`.execute(tx)
  return rows
}

/** As the map takes them: the worst, and how many there are in all. */
export function presentAlerts(firing: readonly FiringAsset[]): MapAlerts {
  return {
    type: 'FeatureCollection',
    features: firing.slice(0, mostAlerts).map(({ id, lon, lat, ...properties }) => ({
      type: 'Feature' as const,
      id,
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
      properties: { ...properties, silent: false },
    })),
    total: firing.length,
  }
}
