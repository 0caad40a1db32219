import { sql } from 'kysely'
import { loadAreaShapes } from '../areas/areas.ts'
import { placeOf } from '../assets/insert-asset.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Against, MadeRow } from './target.ts'

/** What an import may change of an asset that stands. */
export interface AssetState {
  readonly name: string
  readonly position: readonly [number, number] | null
  readonly attributes: Readonly<Record<string, unknown>>
}

/** What an asset has gathered since: readings, alerts, links, senders. `state`: as it stands. */
interface Found {
  readonly code: string
  readonly state: AssetState
  readonly hasReadings: boolean
  readonly hasAlerts: boolean
  readonly isLinked: boolean
}

/** Made assets that are in use by now, and assets that were changed since the import. */
export async function findAssetsAgainst(tx: Db, rows: readonly MadeRow[]): Promise<Against[]> {
  const codes = rows.map(({ rowId }) => rowId)
  const { rows: found } = await sql<Found>`
    select a.code, jsonb_build_object('name', a.name, 'attributes', a.attributes, 'position',
        case when a.lon is null then null else jsonb_build_array(a.lon, a.lat) end) as state,
      exists (select from platform.series s join platform.last_value v on v.series_id = s.id where s.asset_id = a.id) as has_readings,
      exists (select from platform.alert l where l.asset_id = a.id) as has_alerts,
      exists (select from platform.link k where (k.from_kind = 'asset' and k.from_id = a.code) or (k.to_kind = 'asset' and k.to_id = a.code))
        or exists (select from platform.credential c where a.code = any(c.asset_codes)) as is_linked
    from platform.asset a where a.code = any(${codes}::text[]) order by a.id for update of a`.execute(tx)
  const standing = new Map(found.map((one) => [one.code, one]))
  return rows.flatMap(({ rowId, before, after }): Against[] => {
    const one = standing.get(rowId)
    const against = (reason: string) => [
      { name: `${one?.state.name ?? ''} (${rowId})`, reason, page: `/?asset=${rowId}` },
    ]
    if (!one) return against('gone')
    if (canonical(one.state) !== canonical(after)) return against('changed')
    if (before !== null) return []
    if (one.hasReadings) return against('has_readings')
    if (one.hasAlerts) return against('has_alerts')
    return one.isLinked ? against('linked') : []
  })
}

/** Removes assets that were made, and gives those that were changed what they had. */
export async function takeAssetsBack(tx: Db, actor: Actor, rows: readonly MadeRow[]): Promise<void> {
  const made = rows.filter(({ before }) => before === null).map(({ rowId }) => rowId)
  await sql`delete from platform.series s using platform.asset a
    where a.id = s.asset_id and a.code = any(${made}::text[])`.execute(tx)
  const { rows: gone } = await sql<{ id: number; agencyId: number; code: string }>`
    delete from platform.asset where code = any(${made}::text[]) returning id, agency_id, code`.execute(tx)
  await sql`delete from platform.thing where kind = 'asset' and id = any(${made}::text[])`.execute(tx)
  const shapes = await loadAreaShapes(tx)
  const restored: { id: number; agencyId: number; code: string }[] = []
  for (const { rowId, before } of rows) {
    if (before === null) continue
    const { name, position, attributes } = before as AssetState // Written by the apply from what stood.
    restored.push(
      await tx
        .updateTable('platform.asset')
        .set({ name, ...placeOf(shapes, position), attributes: JSON.stringify(attributes) })
        .where('code', '=', rowId)
        .returning(['id', 'agencyId', 'code'])
        .executeTakeFirstOrThrow(),
    )
  }
  const entry =
    (action: string) =>
    ({ id, agencyId, code }: { id: number; agencyId: number; code: string }) => ({
      agencyId,
      action,
      subject: { kind: 'asset', id: String(id) },
      detail: { code },
    })
  await writeAudits(tx, actor, [...gone.map(entry('asset.removed')), ...restored.map(entry('asset.changed'))])
}

/** The database gives an object's keys back in an order of its own. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  )
