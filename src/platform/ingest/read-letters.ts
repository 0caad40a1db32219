import { type RawBuilder, sql } from 'kysely'
import type { DeadLetter, DeadLetterDetail, LetterGroup, RefusalReason } from '../../core/api/dead-letters.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { keptBytes } from './letters.ts'

/** Which letters; without a word all that the actor sees. */
export interface LetterFilter {
  readonly state: 'open' | 'settled' | 'all'
  readonly reason?: RefusalReason | undefined
  readonly sender?: string | undefined
  readonly via?: string | undefined
  /** In topic or detail. */
  readonly q?: string | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

/** The condition over dead letters `l` that those which pass fulfil. */
export function passes({ state, reason, sender, via, q, from, to }: LetterFilter): RawBuilder<boolean> {
  const conditions = [sql`true`]
  if (state !== 'all') conditions.push(state === 'open' ? sql`l.settled_at is null` : sql`l.settled_at is not null`)
  if (reason !== undefined) conditions.push(sql`l.reason = ${reason}`)
  if (sender !== undefined) conditions.push(sql`l.sender = ${sender.replaceAll('\0', '')}`)
  if (via !== undefined) conditions.push(sql`l.via = ${via}`)
  if (q !== undefined) {
    const like = `%${q.replaceAll('\0', '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
    conditions.push(sql`(l.topic ilike ${like} or l.detail ilike ${like})`)
  }
  if (from !== undefined) conditions.push(sql`${lastAt} >= ${from}::timestamptz`)
  if (to !== undefined) conditions.push(sql`l.received_at < ${to}::timestamptz`)
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`
}

const lastAt = sql<Date>`coalesce(l.last_at, l.received_at)`

const selectLetters = (tx: Db) =>
  tx
    .selectFrom('platform.deadLetter as l')
    .leftJoin('platform.agency as a', 'a.id', 'l.agencyId')
    .select(['l.id', 'l.receivedAt', 'l.via', 'l.sender', 'l.topic', 'l.reason', 'l.detail', 'l.counted', 'l.lastAt'])
    .select(['l.triedAt', 'l.settledAt', 'l.settledBy', 'l.outcome', 'l.note'])
    .select(['a.id as agencyId', 'a.code as agencyCode', 'a.name as agencyName'])

type Row = Awaited<ReturnType<ReturnType<typeof selectLetters>['execute']>>[number]

function presentLetter(row: Row): DeadLetter {
  const { id, via, sender, topic, detail, agencyId, agencyCode, agencyName, settledAt, outcome } = row
  return {
    id,
    receivedAt: iso(row.receivedAt),
    counted: row.counted > 0 ? { count: row.counted, lastAt: iso(row.lastAt ?? row.receivedAt) } : null,
    via,
    sender,
    topic,
    // The column holds what `insertLetters` writes.
    reason: row.reason as RefusalReason,
    detail,
    agency: agencyId === null ? null : { id: agencyId, code: agencyCode ?? '', name: agencyName ?? '' },
    triedAt: isoOrNull(row.triedAt),
    settled: settledAt && outcome ? { at: iso(settledAt), by: row.settledBy ?? '', outcome, note: row.note } : null,
  }
}

/** Letters that pass, newest first. `after`: number of the last one of the page before. */
export async function readLetters(
  tx: Db,
  filter: LetterFilter,
  page: { limit: number; after?: number | undefined },
): Promise<DeadLetter[]> {
  const rows = await selectLetters(tx)
    .where(passes(filter))
    .$if(page.after !== undefined, (query) => query.where('l.id', '<', page.after ?? 0))
    .orderBy('l.id', 'desc')
    .limit(page.limit)
    .execute()
  return rows.map(presentLetter)
}

/** Letters that pass by sender and reason, those with most of them first. */
export async function readLetterGroups(tx: Db, filter: LetterFilter): Promise<LetterGroup[]> {
  const rows = await tx
    .selectFrom('platform.deadLetter as l')
    .select(['l.reason', 'l.sender'])
    .select([sql<number>`sum(greatest(l.counted, 1))::float8`.as('count'), sql<Date>`max(${lastAt})`.as('lastAt')])
    .where(passes(filter))
    .groupBy(['l.reason', 'l.sender'])
    .orderBy('count', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ ...row, reason: row.reason as RefusalReason, lastAt: iso(row.lastAt) }))
}

/** Shown of a payload: characters of a text, or bytes of what is none. */
const shownText = 16 * 1024
const shownBytes = 4 * 1024

/** One letter with what came, or undefined when there is none in sight. */
export async function readLetter(tx: Db, id: number): Promise<DeadLetterDetail | undefined> {
  const row = await selectLetters(tx).select('l.payload').where('l.id', '=', id).executeTakeFirst()
  return row && { ...presentLetter(row), payload: showPayload(row.payload) }
}

/** A payload as a page may show it: text where it is UTF-8, else hex in pairs. */
export function showPayload(payload: Buffer): DeadLetterDetail['payload'] {
  const bytes = payload.length
  const text = decode(payload)
  if (text === null) {
    const shown = payload.subarray(0, shownBytes).toString('hex').replaceAll(/../g, '$& ').trimEnd()
    return { form: 'hex', shown, bytes, isCut: bytes > shownBytes }
  }
  return { form: 'text', shown: text.slice(0, shownText).toWellFormed(), bytes, isCut: text.length > shownText }
}

/** What is kept of a longer payload may end within a character: streaming leaves that one out. */
function decode(payload: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload, {
      stream: payload.length >= keptBytes,
    })
  } catch {
    return null
  }
}
