import { sql } from 'kysely'
import { z } from 'zod'
import {
  AreaDifference,
  type AreaImport,
  type AreaImportDetail,
  AreaPolygons,
  type NewAreaImport,
} from '../../core/api/places.ts'
import { areaKinds } from '../../core/area-kind.ts'
import { AppError, conflict, notFound } from '../../core/error.ts'
import type { LocalDate } from '../../core/local-time.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { openSurfaces } from './areas.ts'
import type { Directory } from './directory.ts'
import { areasInForce } from './in-force.ts'
import { countDifferences, type ImportPlan, planImport } from './plan-import.ts'
import { planPolygons } from './plan-polygons.ts'
import { readProvince } from './province.ts'
import { type ListedUnit, readList } from './read-list.ts'
import { readPolygons } from './read-polygons.ts'
import { refuseReferred } from './referring-rows.ts'

const StoredUnits = z.array(
  z.object({
    line: z.int(),
    code: z.string(),
    name: z.string(),
    kind: z.enum(areaKinds),
    parentCode: z.string().nullable(),
    validFrom: z.string(),
    replaces: z.array(z.string()),
  }),
)
const StoredPlan = z.object({ differences: z.array(AreaDifference), unchanged: z.int() })

/** One at a time: what is planned must still hold when it is written. */
const lockKey = 7_316_410

type OpenDirectory = (tx: Db) => Promise<Directory>

/** Reads a list and keeps what it would change, for review. Changes no area. @throws {AppError} `list_has_errors` */
export async function reviewImport(
  tx: Db,
  openDirectory: OpenDirectory,
  actor: Actor,
  wanted: NewAreaImport,
): Promise<AreaImportDetail> {
  const { name, covers, validFrom } = wanted
  const units = readList(wanted.format, wanted.content, validFrom)
  const drawn = wanted.polygons === undefined ? null : readPolygons(wanted.polygons)
  const plan = await makePlan(tx, openDirectory, units, wanted)
  const polygons = drawn && planPolygons(await openDirectory(tx), plan, units, drawn, await placeOf(tx, validFrom))
  const id = uuidv7(new Date())
  await tx
    .insertInto('platform.areaImport')
    .values({
      id,
      name,
      covers,
      validFrom,
      units: JSON.stringify(units),
      plan: JSON.stringify(plan),
      polygons: polygons && JSON.stringify(polygons.review),
      state: 'reviewed',
      createdBy: actor.accountId,
      createdByName: actor.name,
    })
    .execute()
  for (const { code, validFrom: from, surface } of polygons?.drawings ?? []) {
    const row = { importId: id, code, validFrom: from, geometry: JSON.stringify(surface) }
    await tx.insertInto('platform.areaDrawing').values(row).execute()
  }
  await audit(tx, actor, 'area_import.reviewed', id, { name })
  return readImport(tx, id)
}

/** How communes are drawn now, to compare with. */
async function placeOf(tx: Db, validFrom: LocalDate) {
  const rows = await areasInForce(tx).select(['code', 'geometry']).execute()
  const surfaceOf = await openSurfaces(tx)
  const byCode = new Map(rows.map((row) => [row.code, row]))
  return { validFrom, surfaceOf: (code: string) => surfaceOf(byCode.get(code) ?? { code, geometry: null }) }
}

/** Polygons that were applied since: then the shares that were reviewed are not those that would change. */
async function wasDrawnSince(tx: Db, createdAt: Date): Promise<boolean> {
  const later = await tx
    .selectFrom('platform.areaImport')
    .select('id')
    .where('polygons', 'is not', null)
    .where((test) => test.or([test('appliedAt', '>', createdAt), test('undoneAt', '>', createdAt)]))
    .executeTakeFirst()
  return later !== undefined
}

async function makePlan(
  tx: Db,
  openDirectory: OpenDirectory,
  units: readonly ListedUnit[],
  { covers, validFrom }: Pick<NewAreaImport, 'covers' | 'validFrom'>,
): Promise<ImportPlan> {
  const province = await readProvince(tx)
  return planImport(await openDirectory(tx), units, { covers, validFrom, ownProvince: province.code })
}

/** Writes what was reviewed, all of it or nothing. @throws {AppError} `areas_changed` when the review no longer holds */
export async function applyImport(
  tx: Db,
  openDirectory: OpenDirectory,
  actor: Actor,
  id: string,
): Promise<AreaImportDetail> {
  const row = await lockImport(tx, id)
  if (row.state !== 'reviewed') throw conflict('import_is_done', `this import is ${row.state} already`)
  const reviewed = StoredPlan.parse(row.plan)
  const plan = await makePlan(tx, openDirectory, StoredUnits.parse(row.units), row).catch((error: unknown) => {
    if (error instanceof AppError) throw changedSince()
    throw error
  })
  if (JSON.stringify(StoredPlan.parse(plan)) !== JSON.stringify(reviewed)) throw changedSince()
  if (row.polygons !== null && (await wasDrawnSince(tx, row.createdAt))) throw changedSince()
  for (const difference of plan.differences.filter(isNewVersion)) await write(tx, difference)
  await linkReplaced(tx, plan.differences)
  await tx
    .updateTable('platform.areaImport')
    .set({ state: 'applied', appliedAt: sql`now()` })
    .where('id', '=', id)
    .execute()
  await stampAreas(tx)
  await audit(tx, actor, 'area_import.applied', id, countDifferences(plan))
  return readImport(tx, id)
}

/** What only takes others in goes on as it is. */
const isNewVersion = ({ changes }: AreaDifference) => changes[0] !== 'takes_in'

const changedSince = () => conflict('areas_changed', 'areas changed since this list was reviewed; upload it again')

async function write(tx: Db, { code, from, before, after }: AreaDifference): Promise<void> {
  // The new version goes on with the drawing and the other names of the one before.
  const old = before
    ? await tx
        .updateTable('platform.area')
        .set({ validTo: from })
        .where('code', '=', code)
        .where('validTo', 'is', null)
        .returning(['geometry', 'alsoCalled'])
        .executeTakeFirstOrThrow()
    : null
  if (!after) return
  await tx
    .insertInto('platform.area')
    .values({
      code,
      ...after,
      validFrom: from,
      ...(old && {
        alsoCalled: [...old.alsoCalled],
        geometry: old.geometry === null ? null : JSON.stringify(old.geometry),
      }),
    })
    .execute()
}

/** A closed unit that one new unit names went there whole; one that several name was divided. */
async function linkReplaced(tx: Db, differences: readonly AreaDifference[]): Promise<void> {
  const closed = new Map(differences.flatMap(({ code, after, from }) => (after ? [] : [[code, from] as const])))
  const links = differences.flatMap(({ code, replaces }) => replaces.map((oldCode) => ({ oldCode, newCode: code })))
  const rows = links.flatMap(({ oldCode, newCode }) => {
    const fromDate = closed.get(oldCode)
    if (fromDate === undefined) return []
    const part = links.filter((link) => link.oldCode === oldCode).length === 1 ? ('whole' as const) : ('part' as const)
    return [{ oldCode, newCode, fromDate, part }]
  })
  if (rows.length > 0) await tx.insertInto('platform.areaChange').values(rows).execute()
}

/** Takes an applied import back while nothing refers to it. @throws {AppError} `areas_changed_since`, `areas_in_use` */
export async function undoImport(tx: Db, actor: Actor, id: string): Promise<AreaImportDetail> {
  const row = await lockImport(tx, id)
  if (row.state !== 'applied') throw conflict('import_not_applied', `this import is ${row.state}, not applied`)
  const { differences } = StoredPlan.parse(row.plan)
  await refuseReferred(tx, differences)
  for (const { code, from, before, after } of differences.filter(isNewVersion)) {
    if (after) {
      const { numDeletedRows } = await tx
        .deleteFrom('platform.area')
        .where('code', '=', code)
        .where('validFrom', '=', from)
        .where('validTo', 'is', null)
        .executeTakeFirst()
      if (numDeletedRows !== 1n) throw laterChange(code)
    }
    if (before) {
      const { numUpdatedRows } = await tx
        .updateTable('platform.area')
        .set({ validTo: null })
        .where('code', '=', code)
        .where('validTo', '=', from)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw laterChange(code)
    }
    if (!after) {
      await tx.deleteFrom('platform.areaChange').where('oldCode', '=', code).where('fromDate', '=', from).execute()
    }
  }
  await tx
    .updateTable('platform.areaImport')
    .set({ state: 'undone', undoneAt: sql`now()` })
    .where('id', '=', id)
    .execute()
  await stampAreas(tx)
  await audit(tx, actor, 'area_import.undone', id, { name: row.name })
  return readImport(tx, id)
}

const laterChange = (code: string) =>
  conflict('areas_changed_since', `${code} was changed again since; take the later import back first`)

async function lockImport(tx: Db, id: string) {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx)
  const row = await tx.selectFrom('platform.areaImport').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`import ${id}`)
  return row
}

/** Tells every directory that is kept to read anew. */
async function stampAreas(tx: Db): Promise<void> {
  await sql`update platform.setting set value = jsonb_set(value, '{stamp}', to_jsonb((value ->> 'stamp')::int + 1))
    where key = 'areas'`.execute(tx)
}

function audit(tx: Db, actor: Actor, action: string, id: string, detail: object): Promise<void> {
  return writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject: { kind: 'area_import', id }, detail })
}

/** An import with the differences that were reviewed. @throws {AppError} `not_found` */
export async function readImport(tx: Db, id: string): Promise<AreaImportDetail> {
  const row = await selectImports(tx).where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound(`import ${id}`)
  return { ...presentImport(row), differences: StoredPlan.parse(row.plan).differences }
}

/** The newest imports. */
export async function listImports(tx: Db): Promise<AreaImport[]> {
  return (await selectImports(tx).orderBy('createdAt', 'desc').limit(100).execute()).map(presentImport)
}

function selectImports(tx: Db) {
  return tx
    .selectFrom('platform.areaImport')
    .select(['id', 'name', 'covers', 'validFrom', 'plan', 'state', 'createdAt', 'createdBy', 'createdByName'])
    .select(['appliedAt', 'undoneAt', 'polygons'])
}

function presentImport(row: Awaited<ReturnType<ReturnType<typeof selectImports>['execute']>>[number]): AreaImport {
  const { plan, polygons, createdBy, createdByName, createdAt, appliedAt, undoneAt, ...rest } = row
  return {
    ...rest,
    createdAt: iso(createdAt),
    createdBy: { id: createdBy, name: createdByName },
    appliedAt: isoOrNull(appliedAt),
    undoneAt: isoOrNull(undoneAt),
    counts: countDifferences(StoredPlan.parse(plan)),
    polygons: AreaPolygons.nullable().parse(polygons),
  }
}
