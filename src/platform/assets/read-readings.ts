import type { z } from 'zod'
import type { CorrectionsQuery, ReadingCorrections, Readings, ReadingsQuery } from '../../core/api/assets.ts'
import { notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'

/**
 * Readings in a window, oldest first. When more lie there than `limit`, the newest are given and `truncated` says so.
 * @throws {AppError} `not_found` for an asset or series the actor may not see
 */
export async function readReadings(tx: Db, query: z.infer<typeof ReadingsQuery>): Promise<Readings> {
  const series = await findSeries(tx, query)
  const { from, to } = windowOf(query)
  const rows = await tx
    .selectFrom('platform.reading')
    .select(['at', 'value', 'receivedAt', 'sourceAt', 'origin', 'sender', 'via'])
    .where('seriesId', '=', series.id)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .orderBy('at', 'desc')
    .limit(query.limit + 1)
    .execute()
  return {
    asset: query.asset,
    series: query.series,
    unit: series.unit,
    items: rows
      .slice(0, query.limit)
      .reverse()
      .map((row) => ({ ...row, at: iso(row.at), receivedAt: iso(row.receivedAt), sourceAt: isoOrNull(row.sourceAt) })),
    truncated: rows.length > query.limit,
  }
}

/**
 * Readings of a window that were corrected, what was corrected last first.
 * @throws {AppError} `not_found` for an asset or series the actor may not see
 */
export async function readCorrections(tx: Db, query: z.infer<typeof CorrectionsQuery>): Promise<ReadingCorrections> {
  const series = await findSeries(tx, query)
  const { from, to } = windowOf(query)
  const rows = await tx
    .selectFrom('platform.readingCorrection')
    .select(['at', 'oldValue', 'newValue', 'oldSender', 'sender', 'correctedAt'])
    .where('seriesId', '=', series.id)
    .where('at', '>=', from)
    .where('at', '<=', to)
    .orderBy('id', 'desc')
    .limit(query.limit + 1)
    .execute()
  return {
    items: rows.slice(0, query.limit).map((row) => ({ ...row, at: iso(row.at), correctedAt: iso(row.correctedAt) })),
    truncated: rows.length > query.limit,
  }
}

type Asked = Pick<z.infer<typeof ReadingsQuery>, 'asset' | 'series' | 'from' | 'to'>

async function findSeries(tx: Db, query: Asked) {
  const series = await tx
    .selectFrom('platform.series as s')
    .innerJoin('platform.asset as a', 'a.id', 's.assetId')
    .select(['s.id', 's.unit'])
    .where('a.code', '=', query.asset)
    .where('s.key', '=', query.series)
    .executeTakeFirst()
  if (!series) throw notFound(`series ${query.series} of asset ${query.asset}`)
  return series
}

function windowOf(query: Asked): { from: Date; to: Date } {
  const to = query.to ? new Date(query.to) : new Date()
  return { from: query.from ? new Date(query.from) : new Date(to.getTime() - 86_400_000), to }
}
