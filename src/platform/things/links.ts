import { sql } from 'kysely'
import type { z } from 'zod'
import { dependencyRelations, type Link, type Links, type NewLink } from '../../core/api/things.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { presentThing, readThing, type ThingRow, thingColumns, thingNames } from './read-things.ts'

type LinkRow = ThingRow & {
  linkId: number
  relation: string
  direction: 'out' | 'in'
  validFrom: Date
  validTo: Date | null
}

/** How far «what depends on this» is followed. */
const maxSteps = 8

/** Links of one thing, those that ended included, and what depends on it now. What the asker may not see is left out. */
export async function readLinks(tx: Db, kind: string, id: string): Promise<Links> {
  await readThing(tx, kind, id)
  const { rows } = await sql<LinkRow>`
    select l.id as link_id, l.relation, l.direction, l.valid_from, l.valid_to, ${thingColumns}, null::float8 as distance_m
    from (
      select id, relation, 'out' as direction, valid_from, valid_to, to_kind as kind, to_id as thing_id
      from platform.link where from_kind = ${kind} and from_id = ${id}
      union all
      select id, relation, 'in', valid_from, valid_to, from_kind, from_id from platform.link where to_kind = ${kind} and to_id = ${id}
    ) l join platform.thing t on t.kind = l.kind and t.id = l.thing_id ${thingNames}
    order by l.valid_to desc nulls first, l.id desc limit 1000`.execute(tx)
  return { items: rows.map(presentLink), dependents: await readDependents(tx, kind, id) }
}

const presentLink = (row: LinkRow): Link => ({
  id: row.linkId,
  relation: row.relation,
  direction: row.direction,
  thing: presentThing(row),
  validFrom: iso(row.validFrom),
  validTo: isoOrNull(row.validTo),
})

async function readDependents(tx: Db, kind: string, id: string): Promise<Links['dependents']> {
  const { rows } = await sql<ThingRow & { steps: number; relation: string }>`
    with recursive below (kind, id, relation, steps) as (
      select ${kind}::text, ${id}::text, null::text, 0
      union
      select l.from_kind, l.from_id, l.relation, b.steps + 1 from below b
      join platform.link l on l.to_kind = b.kind and l.to_id = b.id and l.valid_to is null
        and l.relation = any(${[...dependencyRelations]}::text[])
      where b.steps < ${maxSteps}
    ), nearest as (
      select distinct on (kind, id) kind, id, relation, steps from below
      where not (kind = ${kind} and id = ${id}) order by kind, id, steps
    )
    select n.relation, n.steps, ${thingColumns}, null::float8 as distance_m from nearest n
    join platform.thing t on t.kind = n.kind and t.id = n.id ${thingNames}
    order by n.steps, t.title limit 1000`.execute(tx)
  return rows.map((row) => ({ thing: presentThing(row), steps: row.steps, relation: row.relation }))
}

/** States that a thing of the actor's agencies has a relation to another from now on. @returns the link's id */
export async function addLink(
  tx: Db,
  actor: Actor,
  from: { readonly kind: string; readonly id: string },
  { relation, to }: z.infer<typeof NewLink>,
): Promise<number> {
  const source = await readThing(tx, from.kind, from.id)
  if (!actor.agencyIds.includes(source.agency.id)) {
    throw new AppError('not_yours', 403, { detail: 'only the agency that owns the thing says what it depends on' })
  }
  if (from.kind === to.kind && from.id === to.id) {
    const message = 'a thing cannot depend on itself'
    throw new AppError('bad_values', 400, { detail: `to: ${message}`, errors: [{ path: 'to', message }] })
  }
  const target = await readThing(tx, to.kind, to.id).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'not_found') throw error
    const message = 'no such thing among those you may see'
    throw new AppError('bad_values', 400, { detail: `to: ${message}`, errors: [{ path: 'to', message }] })
  })
  const row = await tx
    .insertInto('platform.link')
    .values({
      fromKind: from.kind,
      fromId: from.id,
      relation,
      toKind: to.kind,
      toId: to.id,
      agencyId: source.agency.id,
      toAgencyId: target.agency.id,
    })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw conflict('link_exists', 'this link holds already')
  const subject = { kind: from.kind, id: from.id }
  await writeAudit(tx, actor, { agencyId: source.agency.id, action: 'link.added', subject, detail: { relation, to } })
  return row.id
}

/** A link no longer holds; that it did stays known. */
export async function endLink(tx: Db, actor: Actor, id: number): Promise<{ kind: string; id: string }> {
  const row = await tx
    .updateTable('platform.link')
    .set({ validTo: sql`greatest(now(), valid_from)` })
    .where('id', '=', id)
    .where('validTo', 'is', null)
    .where('agencyId', 'in', [...actor.agencyIds])
    .returning(['fromKind', 'fromId', 'agencyId', 'relation'])
    .executeTakeFirst()
  if (!row) throw notFound('link')
  const from = { kind: row.fromKind, id: row.fromId }
  await writeAudit(tx, actor, {
    agencyId: row.agencyId,
    action: 'link.ended',
    subject: from,
    detail: { relation: row.relation },
  })
  return from
}
