import { sql } from 'kysely'
import type { Bulletin, BulletinDetail, BulletinRow, Bulletins } from '../../core/api/bulletins.ts'
import { countReach, type ReachState, reachState } from '../../core/bulletin-reach.ts'
import { notFound } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import { accountRef, iso, isoOrNull } from '../http/present.ts'
import { type MessageWords, readDeliveries } from '../messages/read-messages.ts'
import { readBulletinSetting } from './settings.ts'

const select = (tx: Db) => tx.selectFrom('platform.bulletin').selectAll()
type Row = Awaited<ReturnType<ReturnType<typeof select>['execute']>>[number]

/** @throws {AppError} `not_found` where the incident is not in sight */
export async function findIncident(tx: Db, incidentId: string): Promise<void> {
  const incident = await tx.selectFrom('platform.incident').select('id').where('id', '=', incidentId).executeTakeFirst()
  if (!incident) throw notFound(`incident ${incidentId}`)
}

/** The bulletins of an incident, newest first. @throws {AppError} `not_found` where the incident is not in sight */
export async function readBulletins(tx: Db, incidentId: string): Promise<Bulletins> {
  await findIncident(tx, incidentId)
  const rows = await select(tx).where('incidentId', '=', incidentId).orderBy('id', 'desc').execute()
  const states = await readStates(
    tx,
    rows.flatMap(({ id, state }) => (state === 'sent' ? [id] : [])),
  )
  const names = await readNames(tx, rows)
  const { secondPerson } = await readBulletinSetting(tx)
  return { items: rows.map((row) => present(row, names, states.get(row.id))), needsSecond: secondPerson }
}

/** One bulletin with how far it came to each agency, those to call first. @throws {AppError} `not_found` */
export async function readBulletin(
  tx: Db,
  words: Pick<MessageWords, 'channels'>,
  id: string,
  isMasked: boolean,
): Promise<BulletinDetail> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`bulletin ${id}`)
  const rows = await readRows(tx, words, id, isMasked)
  const states = rows.map(({ state }) => state)
  return { ...present(row, await readNames(tx, [row]), states), rows }
}

const order: readonly ReachState[] = ['failed', 'none', 'waiting', 'phoned', 'sent', 'delivered']

async function readRows(tx: Db, words: Pick<MessageWords, 'channels'>, id: string, isMasked: boolean) {
  const told = await tx
    .selectFrom('platform.bulletinAgency as b')
    .innerJoin('platform.agency as a', 'a.id', 'b.toldId')
    .select(['a.id', 'a.code', 'a.name', 'a.dutyPhone', 'b.messageId'])
    .select(['b.phonedAt', 'b.phonedBy', 'b.phonedByName', 'b.phonedNote'])
    .where('b.bulletinId', '=', id)
    .orderBy('a.code')
    .execute()
  const messageIds = told.map(({ messageId }) => messageId)
  const deliveries = await readDeliveries(tx, words, messageIds, isMasked)
  const rows = told.map((one): BulletinRow => {
    const tries = deliveries.get(one.messageId) ?? []
    const states = tries.map(({ state }) => state)
    const by = accountRef(one.phonedBy, one.phonedByName)
    return {
      agency: { id: one.id, code: one.code, name: one.name },
      phone: one.dutyPhone,
      state: reachState(states, one.phonedAt !== null),
      deliveries: tries,
      phoned: one.phonedAt && by ? { at: iso(one.phonedAt), by, note: one.phonedNote ?? '' } : null,
    }
  })
  return rows.sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state))
}

/** How each agency of sent bulletins stands, by bulletin. */
async function readStates(tx: Db, ids: readonly string[]): Promise<Map<string, ReachState[]>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('platform.bulletinAgency as b')
    .leftJoin('platform.delivery as d', 'd.messageId', 'b.messageId')
    .select(['b.bulletinId', 'b.phonedAt'])
    .select(
      sql<
        ('waiting' | 'sent' | 'delivered' | 'failed')[]
      >`coalesce(array_agg(d.state) filter (where d.id is not null), '{}')`.as('states'),
    )
    .where('b.bulletinId', 'in', [...ids])
    .groupBy(['b.bulletinId', 'b.toldId', 'b.phonedAt'])
    .execute()
  const byBulletin = Map.groupBy(rows, ({ bulletinId }) => bulletinId)
  return new Map(
    [...byBulletin].map(([id, found]) => [
      id,
      found.map(({ states, phonedAt }) => reachState(states, phonedAt !== null)),
    ]),
  )
}

async function readNames(tx: Db, rows: readonly Row[]) {
  const chosen = [...new Set(rows.flatMap((row) => row.chosen))]
  const found = await tx
    .selectFrom('platform.agency')
    .select(['id', 'code', 'name'])
    .where('id', '=', sql<number>`any(${chosen}::int[])`)
    .orderBy('code')
    .execute()
  return found
}

function present(row: Row, names: Awaited<ReturnType<typeof readNames>>, states: ReachState[] | undefined): Bulletin {
  return {
    id: row.id,
    incidentId: row.incidentId,
    number: row.number,
    urgency: row.urgency,
    title: row.title,
    text: row.text,
    audience: row.audience,
    chosen: names.filter(({ id }) => row.chosen.includes(id)),
    state: row.state,
    version: row.version,
    createdAt: iso(row.createdAt),
    createdBy: { id: row.createdBy, name: row.createdByName },
    writers: row.writers,
    askedAt: isoOrNull(row.askedAt),
    askedBy: accountRef(row.askedBy, row.askedByName),
    decidedAt: isoOrNull(row.decidedAt),
    decidedBy: accountRef(row.decidedBy, row.decidedByName),
    reason: row.reason,
    counts: row.state === 'sent' ? countReach(states ?? []) : null,
  }
}
