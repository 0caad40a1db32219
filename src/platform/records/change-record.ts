import { AppError, conflict, type FieldFault as Fault } from '../../core/error.ts'
import { type AreaShape, findArea } from '../../core/geo.ts'
import { formFault, placeFault, type Shape, toldFault } from '../../core/geo-shape.ts'
import { checkEdit, checkMove, isFilled, type Refusal } from '../../core/lifecycle.ts'
import { localDateOf } from '../../core/local-time.ts'
import type { RecordType } from '../../core/record.ts'
import { uuidv7 } from '../../core/uuid.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import {
  badValues,
  checkExtra,
  checkReferences,
  checkValues,
  findReferenceFaults,
  refuseItself,
} from './check-values.ts'
import { indexFields, readExtraFields } from './extra-fields.ts'
import { issueNumber } from './issue-number.ts'
import { blankRecord, keepRecord, keepRecords, type Telling } from './keep-record.ts'
import type { RecordKind } from './record-kind.ts'
import { refuseOldVersion } from './refuse-old-version.ts'
import { lockRecord, readPersonal, readRecord, type StoredRecord, type Values } from './stored-record.ts'

export interface Given {
  readonly values?: Values | undefined
  readonly extra?: Values | undefined
  readonly areaCode?: string | null | undefined
  readonly geometry?: unknown
}

/** The doors of a record type to the others of its module. */
export type FindKind = (key: string) => RecordKind

const statusOf: Partial<Record<Refusal['code'], number>> = {
  unknown_move: 404,
  not_permitted: 403,
  not_your_move: 403,
  field_missing: 400,
  comment_missing: 400,
}

const standing = new Set(['comment', 'areaCode', 'geometry'])
const pathOfField = (key: string) => (standing.has(key) || key.startsWith('extra.') ? key : `values.${key}`)

/** A refusal as it leaves the server. */
function refusalError({ code, detail, fields = [] }: Refusal): AppError {
  const errors = fields.map((key) => ({ path: pathOfField(key), message: detail, code }))
  return new AppError(code, statusOf[code] ?? 409, { detail, ...(errors.length > 0 ? { errors } : {}) })
}

/** A record to be made: what is given, and which agency will own it. */
export type NewRecord = Given & { readonly agencyId: number }

/** Makes a record in its initial state, owned by one of the actor's agencies. @returns its id */
export async function createRecord(tx: Db, actor: Actor, kind: RecordKind, given: NewRecord): Promise<string> {
  refuseCreating(actor, kind, given.agencyId)
  const [checked] = await checkNewRecords(tx, kind, [given])
  if (!checked || 'faults' in checked) throw badValues(checked?.faults ?? [])
  const [made] = await keepNewRecords(tx, actor, kind, [{ ...checked, agencyId: given.agencyId }], 'each')
  if (!made) throw new TypeError('one record given makes one')
  return made.id
}

/** @throws {AppError} when the actor may not make records of this type, or not for this agency */
export function refuseCreating(actor: Actor, kind: RecordKind, agencyId: number): void {
  const { create } = kind.record.permissions
  if (!actor.permissions.has(create)) {
    throw new AppError('not_permitted', 403, {
      detail: `this needs «${create}»; whoever manages accounts can grant it`,
    })
  }
  if (!actor.agencyIds.includes(agencyId)) {
    const message = 'choose one of your own agencies'
    throw new AppError('unknown_agency', 400, {
      detail: message,
      errors: [{ path: 'agencyId', message, code: 'not_your_agency' }],
    })
  }
}

/** Makes records of what {@link checkNewRecords} let pass, for agencies that {@link refuseCreating} allows. */
export function keepNewRecords(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  rows: readonly (CheckedRecord & { readonly agencyId: number })[],
  telling: Telling,
): Promise<StoredRecord[]> {
  const now = new Date()
  const changes = rows.map(({ agencyId, ...checked }) => ({
    before: blankRecord(kind, actor, uuidv7(now), agencyId, now),
    change: { kind: 'created' as const, ...checked },
  }))
  return keepRecords(tx, actor, kind, changes, now, telling)
}

/**
 * Changes fields of a record that still stands as it was seen.
 * @throws {AppError} `edited_meanwhile` saying who changed what, a refusal of `checkEdit`, `bad_values`
 */
export async function editRecord(
  tx: Db,
  actor: Actor,
  kind: RecordKind,
  id: string,
  given: Given & { readonly version: number },
): Promise<StoredRecord> {
  const before = await lockRecord(tx, kind, id)
  await refuseOldVersion(tx, kind, before, given.version)
  const keys = [
    ...Object.keys(given.values ?? {}),
    ...Object.keys(given.extra ?? {}).map((key) => `extra.${key}`),
    ...(given.areaCode === undefined ? [] : ['areaCode']),
    ...(given.geometry === undefined ? [] : ['geometry']),
  ]
  const refusal = checkEdit(kind.record, keys, askedBy(actor, before, before.values))
  if (refusal) throw refusalError(refusal)
  refuseItself(kind.record.fields, id, given.values ?? {})
  const checked = await checkGiven(tx, kind, given)
  return keepRecord(tx, actor, kind, before, { kind: 'edited', ...checked }, new Date())
}

/**
 * Moves a record, with the fields that the move asks for. Whether it may be made is decided by `checkMove` alone.
 * @throws {AppError} the refusal, `edited_meanwhile`, `bad_values`
 */
export async function moveRecord(
  tx: Db,
  actor: Actor,
  find: FindKind,
  kind: RecordKind,
  id: string,
  move: string,
  given: { readonly version: number; readonly comment?: string | undefined; readonly values?: Values | undefined },
): Promise<StoredRecord> {
  const before = await lockRecord(tx, kind, id)
  await refuseOldVersion(tx, kind, before, given.version)
  const declared = kind.record.lifecycle.moves[move]
  const values = checkValues(fieldsOfMove(kind.record, move), given.values ?? {}, false)
  const now = new Date()
  const facts = await readMoveFacts(tx, find, kind, before, now)
  const asked = {
    ...askedBy(actor, before, { ...facts.values, ...values }),
    evidence: facts.evidence,
    comment: given.comment,
    today: facts.today,
    lastDay: facts.lastDays[move],
  }
  const refusal = checkMove(kind.record, move, asked)
  if (refusal || !declared) throw refusalError(refusal ?? { code: 'unknown_move', detail: `no move «${move}»` })
  refuseItself(kind.record.fields, id, values)
  await checkReferences(tx, kind, values)
  const isNumbered = declared.issuesNumber === true && before.number === null
  const number = isNumbered ? await issueNumber(tx, kind, before.agencyId, now) : null
  const { comment } = given
  const after = await keepRecord(
    tx,
    actor,
    kind,
    before,
    { kind: 'moved', move, state: declared.to, values, number, comment },
    now,
  )
  if (declared.writes) await writeThrough(tx, actor, find, kind, after, declared.writes, now)
  return after
}

/** What the rules ask of a record besides its row. */
export async function readMoveFacts(tx: Db, find: FindKind, kind: RecordKind, record: StoredRecord, now: Date) {
  const { count } = await tx
    .selectFrom('platform.recordFile')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('recordId', '=', record.id)
    .executeTakeFirstOrThrow()
  const lastDays: Record<string, string | null> = {}
  for (const [key, { notAfter }] of Object.entries(kind.record.lifecycle.moves)) {
    const target = notAfter && (await readThrough(tx, find, kind, record, notAfter.through))
    if (target && notAfter) lastDays[key] = (target.record.values[notAfter.field] ?? null) as string | null // A date, by recordFault.
  }
  const values = { ...record.values, ...(await readPersonal(tx, kind, record.id)) }
  return { evidence: Number(count), lastDays, values, today: localDateOf(now) }
}

export const askedBy = (actor: Actor, record: StoredRecord, values: Values) => ({
  state: record.state,
  permissions: actor.permissions,
  ownerId: record.agencyId,
  agencyIds: actor.agencyIds,
  values,
})

/** The fields that may be given with a move: those it requires. */
export function fieldsOfMove(record: RecordType, move: string) {
  const requires = record.lifecycle.moves[move]?.requires ?? []
  return Object.fromEntries(Object.entries(record.fields).filter(([key]) => requires.includes(key)))
}

async function readThrough(
  tx: Db,
  find: FindKind,
  kind: RecordKind,
  record: StoredRecord,
  through: string,
  lock = false,
): Promise<{ kind: RecordKind; record: StoredRecord } | null> {
  const field = kind.record.fields[through]
  const id = record.values[through]
  if (field?.kind !== 'record' || !isFilled(id)) return null
  const target = find(`${kind.moduleId}.${field.of}`)
  return { kind: target, record: await readRecord(tx, target, String(id), lock) }
}

/** Carries a decision over to the record it was about; only who owns that one may decide. */
async function writeThrough(
  tx: Db,
  actor: Actor,
  find: FindKind,
  kind: RecordKind,
  record: StoredRecord,
  writes: { readonly through: string; readonly field: string; readonly from: string },
  now: Date,
): Promise<void> {
  const target = await readThrough(tx, find, kind, record, writes.through, true)
  if (!target) return
  if (!actor.agencyIds.includes(target.record.agencyId)) {
    const detail = `only the agency that owns the ${target.kind.record.type} decides this`
    throw refusalError({ code: 'not_your_move', detail })
  }
  if (target.kind.record.lifecycle.states[target.record.state]?.isFinal) {
    const detail = `the ${target.kind.record.type} is ${target.record.state}: it stays as it is`
    throw conflict('not_editable', detail)
  }
  const values = { [writes.field]: record.values[writes.from] ?? null }
  await keepRecord(tx, actor, target.kind, target.record, { kind: 'edited', values }, now)
}

/** What was given of a record, as it may be kept. */
export interface CheckedRecord {
  readonly values: Values
  readonly extra: Values
  readonly areaCode?: string | null
  readonly geometry?: unknown
}

/** For each record that would be made: as it may be kept, or every fault that stands against it. */
export const checkNewRecords = (tx: Db, kind: RecordKind, rows: readonly Given[]) => checkAll(tx, kind, rows, true)

async function checkGiven(tx: Db, kind: RecordKind, given: Given): Promise<CheckedRecord> {
  const [checked] = await checkAll(tx, kind, [given], false)
  if (!checked || 'faults' in checked) throw badValues(checked?.faults ?? [])
  return checked
}

async function checkAll(
  tx: Db,
  kind: RecordKind,
  rows: readonly Given[],
  isNew: boolean,
): Promise<(CheckedRecord | { readonly faults: readonly Fault[] })[]> {
  const fields = indexFields(await readExtraFields(tx, kind.key))
  const read = rows.map((given) => {
    try {
      const values = checkValues(kind.record.fields, given.values ?? {}, isNew)
      return { values, extra: checkExtra(fields, given.extra ?? {}, isNew) }
    } catch (error) {
      if (error instanceof AppError && error.code === 'bad_values') return { faults: error.params.errors ?? [] }
      throw error
    }
  })
  const referring = read.map((one, index) =>
    'faults' in one ? { values: {} } : { values: one.values, areaCode: rows[index]?.areaCode },
  )
  const references = await findReferenceFaults(tx, kind, referring)
  const shapes = rows.some(({ geometry }) => (geometry ?? null) !== null) ? await loadAreaShapes(tx) : []
  return read.map((one, index) => {
    const { areaCode: given, geometry } = rows[index] ?? {}
    const drawing = findDrawingFaults(kind, shapes, geometry)
    if ('faults' in one) return { faults: [...one.faults, ...drawing] }
    const faults = [...(references[index] ?? []), ...drawing]
    if (faults.length > 0) return { faults }
    const areaCode = given === undefined ? findAreaOf(shapes, geometry) : given
    return {
      ...one,
      ...(areaCode === undefined ? {} : { areaCode }),
      ...(geometry === undefined ? {} : { geometry }),
    }
  })
}

/** What is wrong with a drawing. A province whose communes nobody has drawn refuses no place. */
function findDrawingFaults(kind: RecordKind, areas: readonly AreaShape<string>[], geometry: unknown): Fault[] {
  if (!kind.record.geometry || (geometry ?? null) === null) return []
  const shape = geometry as Shape // Its form was checked by the schema of the type's geometry.
  const fault = formFault(kind.record.geometry, shape) ?? (areas.length > 0 ? placeFault(areas, shape) : null)
  return fault ? [{ path: 'geometry', ...toldFault(fault) }] : []
}

/** The commune of a point; undefined where there is none to be found. */
function findAreaOf(shapes: readonly AreaShape<string>[], geometry: unknown): string | undefined {
  const shape = geometry as Shape | null | undefined // As above.
  if (shape?.type !== 'Point') return undefined
  const [lon = 0, lat = 0] = shape.coordinates
  return findArea(shapes, lon, lat) ?? undefined
}
