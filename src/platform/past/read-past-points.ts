import { sql } from 'kysely'
import type { AssetsGeoJson } from '../../core/api/geojson.ts'
import { type Severity, severities } from '../../core/severity.ts'
import type { Db } from '../db/pool.ts'
import { heardAt, wasInUse } from './heard-at.ts'
import { alertsOpenAt } from './past-alerts.ts'

interface Point {
  readonly id: number
  readonly code: string
  readonly name: string
  readonly type: string
  readonly lon: number
  readonly lat: number
  readonly silent: boolean
  readonly severity: Severity | null
  readonly untaken: boolean | null
}

/** Assets as they stood on the map at a time: the worst alert that fired, whether somebody had all of the worst, and which were silent. */
export async function readPastPoints(tx: Db, at: Date): Promise<AssetsGeoJson> {
  const { rows } = await sql<Point>`with ${heardAt(at)},
    silent as (
      select distinct asset_id from heard where not sporadic and silent
    ),
    firing as (
      select asset_id, platform.severity_rank(severity) as rank, bool_or(handling = 'new') as untaken
      from ${alertsOpenAt(at)} al where condition = 'firing' group by asset_id, platform.severity_rank(severity)
    ),
    worst as (select distinct on (asset_id) asset_id, rank, untaken from firing order by asset_id, rank)
    select a.id, a.code, a.name, a.type, a.lon, a.lat, silent.asset_id is not null as silent,
      (${[...severities]}::text[])[worst.rank] as severity, worst.untaken
    from platform.asset a left join silent on silent.asset_id = a.id left join worst on worst.asset_id = a.id
    where a.lon is not null and ${wasInUse(at)} order by a.id`.execute(tx)
  return {
    type: 'FeatureCollection',
    features: rows.map(({ id, lon, lat, untaken, ...properties }) => ({
      type: 'Feature' as const,
      id,
      geometry: { type: 'Point' as const, coordinates: [lon, lat] },
      properties: { ...properties, taken: untaken === false },
    })),
  }
}
