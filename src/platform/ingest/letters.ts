import { sql } from 'kysely'
import type { Db } from '../db/pool.ts'
import type { Kept, Refusal, Source } from './incoming.ts'

/** Something that could not be taken, and why. */
export interface Letter {
  readonly source: Source
  readonly refusal: Refusal
  /** Null: known to nobody but the province. */
  readonly agencyId: number | null
  readonly kept: () => Kept
}

/** So much of something is kept; what is longer was no reading. */
export const keptBytes = 64 * 1024
const lettersAtOnce = 500
/** Of the one that stands for many: it is written anew with each commit of a flood. */
const sampleBytes = 2 * 1024
/** Where somebody broke the setting. */
const defaultKeptPerHour = 500

/** PostgreSQL's text holds no NUL, and UTF-8 no half of a pair. */
const clean = (text: string) => text.replaceAll('\0', '\uFFFD').toWellFormed()

/**
 * Keeps what could not be taken with the reason; of what is longer than 64 KiB the beginning. Beyond the setting's number for one sender,
 * reason and agency in an hour, letters are counted in one row, with the last of them as a sample. Locks rows in one order: call it once
 * in a transaction, last.
 */
export async function insertLetters(tx: Db, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return
  const groups = [...Map.groupBy(letters, groupOf)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
  const whole: Letter[] = []
  for (const [index, hour] of (await countHours(tx, groups)).entries()) {
    const group = groups[index] ?? []
    const room = Math.max(0, hour.kept - (hour.seen - group.length))
    whole.push(...group.slice(0, room))
    const last = group.at(-1)
    if (last && group.length > room) await addCounted(tx, hour, last, group.length - room)
  }
  for (let from = 0; from < whole.length; from += lettersAtOnce) {
    await tx
      .insertInto('platform.deadLetter')
      .values(whole.slice(from, from + lettersAtOnce).map((letter) => rowOf(letter, keptBytes)))
      .execute()
  }
}

/** Unnamed agency: known to the province only. */
const agencyOf = ({ agencyId }: Letter) => agencyId ?? 0
const senderOf = ({ source }: Letter) => clean(source.sender.name)
const groupOf = (letter: Letter) => `${senderOf(letter)}\0${letter.refusal.reason}\0${agencyOf(letter)}`

interface Hour {
  readonly sender: string
  readonly reason: string
  readonly agency: number
  readonly hourAt: Date
  /** Letters of this hour, these among them. */
  readonly seen: number
  readonly kept: number
  readonly countedId: number | null
}

/** Adds letters to the counts of this hour, whose rows are locked from then on. In the order of `groups`. */
async function countHours(tx: Db, groups: readonly (readonly Letter[])[]): Promise<Hour[]> {
  const of = <T>(pick: (letter: Letter) => T) => groups.flatMap(([first]) => (first ? [pick(first)] : []))
  const { rows } = await sql<Hour>`
    insert into platform.dead_letter_hour as h (sender, reason, agency, hour_at, seen)
    select g.sender, g.reason, g.agency, date_trunc('hour', now()), g.seen
    from unnest(${of(senderOf)}::text[], ${of(({ refusal }) => refusal.reason)}::text[], ${of(agencyOf)}::int[],
      ${groups.map(({ length }) => length)}::bigint[]) with ordinality g (sender, reason, agency, seen, place)
    order by g.place
    on conflict (sender, reason, agency, hour_at) do update set seen = h.seen + excluded.seen
    returning sender, reason, agency, hour_at, seen, counted_id, coalesce(
      (select (value->>'keptPerHour')::int from platform.setting where key = 'dead_letters'
        and jsonb_typeof(value->'keptPerHour') = 'number'), ${defaultKeptPerHour}::int) as kept`.execute(tx)
  return rows
}

async function addCounted(tx: Db, hour: Hour, last: Letter, more: number): Promise<void> {
  const row = rowOf(last, sampleBytes)
  const { topic, payload, detail, receivedAt } = row
  if (hour.countedId !== null) {
    const changed = await tx
      .updateTable('platform.deadLetter')
      .set({ topic, payload, detail, lastAt: receivedAt, counted: sql`counted + ${more}` })
      .where('id', '=', hour.countedId)
      .where('settledAt', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (changed) return
  }
  const { id } = await tx
    .insertInto('platform.deadLetter')
    .values({ ...row, lastAt: receivedAt, counted: more })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx
    .updateTable('platform.deadLetterHour')
    .set({ countedId: id })
    .where('sender', '=', hour.sender)
    .where('reason', '=', hour.reason)
    .where('agency', '=', hour.agency)
    .where('hourAt', '=', hour.hourAt)
    .execute()
}

function rowOf({ source, refusal, agencyId, kept }: Letter, most: number) {
  const { topic, payload } = kept()
  const isCut = payload.length > most
  return {
    receivedAt: source.receivedAt,
    via: source.via,
    topic: clean(topic).slice(0, 1_000),
    payload: isCut ? payload.subarray(0, most) : payload,
    reason: refusal.reason,
    detail: clean(refusal.detail).slice(0, 2_000) + (isCut ? `; the first ${most} of ${payload.length} bytes` : ''),
    sender: clean(source.sender.name),
    agencyId,
  }
}
