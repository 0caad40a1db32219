import { sql } from 'kysely'
import type { FigureKind, FigureKindEdit, NewFigureKind } from '../../core/api/incident-picture.ts'
import { AppError, notFound } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { isoOrNull } from '../http/present.ts'

/** Every kind of figure in its order, those not asked for any more included. */
export async function listFigureKinds(tx: Db): Promise<FigureKind[]> {
  const rows = await tx.selectFrom('platform.figureKind').selectAll().orderBy('position').orderBy('key').execute()
  return rows.map((row) => ({
    key: row.key,
    name: { vi: row.nameVi, en: row.nameEn },
    unit: { vi: row.unitVi, en: row.unitEn },
    hasWhole: row.hasWhole,
    retiredAt: isoOrNull(row.retiredAt),
  }))
}

/** Adds a kind at the end. @throws {AppError} `bad_figure_kind` when the key is or was in use */
export async function addFigureKind(tx: Db, actor: Actor, { key, name, unit, hasWhole }: NewFigureKind): Promise<void> {
  const made = await tx
    .insertInto('platform.figureKind')
    .values({
      ...{ key, nameVi: name.vi, nameEn: name.en, unitVi: unit.vi, unitEn: unit.en, hasWhole },
      position: sql<number>`(select coalesce(max(position), 0) + 1 from platform.figure_kind)`,
    })
    .onConflict((clash) => clash.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  const message = 'is or was in use; choose another'
  if (!made)
    throw new AppError('bad_figure_kind', 400, { detail: `key: ${message}`, errors: [{ path: 'key', message }] })
  await audit(tx, actor, 'figure_kind.added', key, { name, unit, hasWhole })
}

/** Changes the words of a kind, or whether it is asked for. Figures that were told stay. @throws {AppError} `not_found` */
export async function changeFigureKind(tx: Db, actor: Actor, key: string, wanted: FigureKindEdit): Promise<void> {
  const { name, unit, retired } = wanted
  const words = { nameVi: name.vi, nameEn: name.en, unitVi: unit.vi, unitEn: unit.en }
  const changed = await tx
    .updateTable('platform.figureKind')
    .set({ ...words, retiredAt: retired ? sql`coalesce(retired_at, now())` : null })
    .where('key', '=', key)
    .returning('key')
    .executeTakeFirst()
  if (!changed) throw notFound(`kind of figure ${key}`)
  await audit(tx, actor, 'figure_kind.changed', key, wanted)
}

function audit(tx: Db, actor: Actor, action: string, key: string, detail: object): Promise<void> {
  return writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action,
    subject: { kind: 'figure_kind', id: key },
    detail,
  })
}
