import { sql } from 'kysely'
import { NewAsset } from '../../core/api/assets.ts'
import { AppError } from '../../core/error.ts'
import type { ImportField } from '../../core/import/import-field.ts'
import { isFilled } from '../../core/lifecycle.ts'
import type { AssetType, ModuleDefinition } from '../../core/module.ts'
import { loadAreaShapes } from '../areas/areas.ts'
import { type AssetValues, insertAssets, parseAttributes, placeOf } from '../assets/insert-asset.ts'
import { writeAudits } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { announceLater } from '../live/events.ts'
import { type AssetState, findAssetsAgainst, takeAssetsBack } from './asset-undo.ts'
import { attributeFields } from './attribute-fields.ts'
import { halfPosition } from './half-position.ts'
import { faultOfIssue } from './schema-faults.ts'
import type { CheckTools, ImportTarget, Outcome, ReadRow, RowFault } from './target.ts'

/** What is written of an asset: all of it when it is new, else what it becomes beside what it was. */
export interface AssetWrite {
  readonly values: AssetValues
  readonly existing: { readonly id: number; readonly was: AssetState } | null
}

const text = (vi: string, en: string) => ({ vi, en })
const field = (
  key: string,
  label: ImportField['label'],
  kind: ImportField['field'],
  required = false,
): ImportField => ({
  key,
  label,
  required,
  personal: false,
  field: kind,
})

/**
 * Rows become assets, found by their code: a new code makes one, a known one changes what its cells say; empty cells change nothing.
 * Checked as POST /api/assets checks.
 */
export function assetTarget(module: ModuleDefinition, type: AssetType): ImportTarget<AssetWrite> {
  const names = { code: text('Mã', 'Code'), name: text('Tên', 'Name'), agency: text('Đơn vị quản lý', 'Agency') }
  const fields = [
    field('code', names.code, { kind: 'code' }, true),
    field('name', names.name, { kind: 'text', label: names.name, maxLength: 200 }, true),
    field('agencyId', names.agency, { kind: 'agency', label: names.agency }),
    field('lon', text('Kinh độ', 'Longitude'), { kind: 'degrees' }),
    field('lat', text('Vĩ độ', 'Latitude'), { kind: 'degrees' }),
    field('geometry', text('Vị trí', 'Geometry'), { kind: 'geometry' }),
    ...attributeFields(type),
  ]
  return {
    key: `asset.${type.type}`,
    kind: 'asset',
    module: module.name,
    name: type.name,
    plural: type.plural ?? type.name,
    page: `/thiet-bi/${module.id}/${type.type}`,
    permissions: { read: 'assets.read', create: 'assets.create' },
    readPersonal: null,
    fields: async () => fields,
    refuse(actor, agencyId) {
      if (!actor.permissions.has('assets.create')) {
        throw new AppError('not_permitted', 403, {
          detail: 'this needs «assets.create»; whoever manages accounts can grant it',
        })
      }
      if (!actor.agencyIds.includes(agencyId)) {
        const message = 'choose one of your own agencies'
        throw new AppError('unknown_agency', 400, { detail: message, errors: [{ path: 'agencyId', message }] })
      }
    },
    check: (tx, actor, rows, tools, seen) => checkAssets(tx, actor, type, rows, tools, seen),
    write: (tx, actor, rows) => writeAssets(tx, actor, type, rows),
    announce: (tx, agencies) =>
      announceLater(tx, { kind: 'asset', action: `${type.type} many`, ids: [], agencies: [...agencies] }),
    removalTables: ['platform.asset', 'platform.series', 'platform.thing'],
    findAgainst: findAssetsAgainst,
    takeBack: takeAssetsBack,
  }
}

async function checkAssets(
  tx: Db,
  actor: Actor,
  type: AssetType,
  rows: readonly ReadRow[],
  tools: CheckTools,
  seen: Map<string, number>,
): Promise<Outcome<AssetWrite>[]> {
  const codes = rows.flatMap(({ values }) => (isFilled(values.get('code')) ? [String(values.get('code'))] : []))
  const standing = await readAssets(tx, codes)
  const taken = await tools.takenCodes(codes.filter((code) => !standing.has(code)))
  return rows.map((row) => {
    const code = String(row.values.get('code') ?? '')
    const existing = standing.get(code)
    const values = mergeValues(row, type.type, tools.agencyId, existing)
    const faults = [...row.faults, ...halfPosition(row), ...schemaFaults(type, row, values)]
    const firstLine = seen.get(code)
    const fault = (one: Omit<RowFault, 'params'> & Partial<RowFault>): RowFault => ({ params: {}, ...one })
    if (code !== '' && firstLine !== undefined) {
      faults.push(fault({ code: 'twice_in_file', params: { line: firstLine }, field: 'code' }))
    } else if (code !== '') seen.set(code, row.line)
    if (taken.has(code) || (existing && existing.type !== type.type))
      faults.push(fault({ code: 'code_in_use', field: 'code' }))
    if (!actor.agencyIds.includes(existing?.agencyId ?? values.agencyId)) {
      faults.push(fault({ code: 'foreign_agency', field: 'agencyId' }))
    } else if (existing && values.agencyId !== existing.agencyId) {
      faults.push(fault({ code: 'agency_stays', field: 'agencyId' }))
    }
    if (faults.length > 0) return { line: row.line, outcome: 'faulty', faults: onceEach(faults) }
    const now = stateOf(values)
    if (!existing)
      return { line: row.line, outcome: 'new', write: { values, existing: null }, says: [values.agencyId, now] }
    const was = stateOf(existing)
    const outcome = JSON.stringify(was) === JSON.stringify(now) ? 'unchanged' : 'changed'
    const write = { values, existing: { id: existing.id, was } }
    return { line: row.line, outcome, write, says: [was, now], before: beforeOf(row, was) }
  })
}

/** A field is told of once: what could not be read is missing too. */
const onceEach = (faults: readonly RowFault[]) =>
  faults.filter(({ field }, at) => field === null || faults.findIndex((other) => other.field === field) === at)

interface Standing extends AssetValues {
  readonly id: number
}

async function readAssets(tx: Db, codes: readonly string[]): Promise<Map<string, Standing>> {
  const rows = await tx
    .selectFrom('platform.asset')
    .select(['id', 'code', 'type', 'name', 'agencyId', 'lon', 'lat', 'attributes', 'demonstration'])
    .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
    .execute()
  return new Map(
    rows.map(({ lon, lat, attributes, ...rest }) => [
      rest.code,
      {
        ...rest,
        position: lon === null || lat === null ? null : ([lon, lat] as const),
        // Checked by the type's schema when it was written.
        attributes: attributes as Record<string, unknown>,
      },
    ]),
  )
}

/** What the row says, over what stands. */
function mergeValues(row: ReadRow, type: string, agencyId: number, existing: Standing | undefined): AssetValues {
  const { values } = row
  const given = Object.fromEntries(
    [...values]
      .filter(([key, value]) => key.startsWith('attributes.') && isFilled(value))
      .map(([key, value]) => [key.slice('attributes.'.length), value]),
  )
  const drawn = values.get('geometry') as { type?: unknown; coordinates?: unknown } | null | undefined // Read as GeoJSON by readCell.
  const [lon, lat] = [values.get('lon'), values.get('lat')]
  const read = drawn
    ? drawn.type === 'Point'
      ? drawn.coordinates
      : drawn.type
    : isFilled(lon) && isFilled(lat)
      ? [lon, lat]
      : null
  return {
    code: String(values.get('code') ?? ''),
    type,
    name: String(values.get('name') ?? existing?.name ?? ''),
    agencyId: Number(values.get('agencyId') ?? existing?.agencyId ?? agencyId),
    // Whatever else it is, the schema refuses it.
    position: (read ?? existing?.position ?? null) as AssetValues['position'],
    attributes: { ...existing?.attributes, ...given },
    demonstration: existing?.demonstration ?? false,
  }
}

function schemaFaults(type: AssetType, row: ReadRow, { demonstration: _, ...values }: AssetValues): RowFault[] {
  const parsed = NewAsset.safeParse(values, { reportInput: true })
  const place = row.values.has('geometry') ? 'geometry' : 'lon'
  const faults: RowFault[] = (parsed.error?.issues ?? []).map((issue) => ({
    ...(issue.path[0] === 'code' && values.code === ''
      ? { code: 'missing' as const, params: {} }
      : faultOfIssue(issue, 'Point')),
    field: issue.path[0] === 'position' ? place : issue.path.slice(0, 2).join('.'),
  }))
  const attributes = type.attributes.strict().safeParse(values.attributes, { reportInput: true })
  for (const issue of attributes.error?.issues ?? []) {
    faults.push({ ...faultOfIssue(issue, null), field: `attributes.${String(issue.path[0] ?? '')}` })
  }
  return faults
}

const stateOf = ({ name, position, attributes }: AssetState): AssetState => ({
  name,
  position,
  attributes: Object.fromEntries(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1))),
})

/** What stands now where the row says something else. */
function beforeOf(row: ReadRow, was: AssetState): ReadonlyMap<string, string> {
  const [lon, lat] = was.position ?? []
  const standing = new Map<string, unknown>([
    ['name', was.name],
    ['lon', lon],
    ['lat', lat],
    ...Object.entries(was.attributes).map(([key, value]) => [`attributes.${key}`, value] as const),
  ])
  const differs = (key: string, value: unknown) => isFilled(value) && String(standing.get(key) ?? '') !== String(value)
  return new Map(
    [...row.values]
      .filter(([key, value]) => (standing.has(key) || key.startsWith('attributes.')) && differs(key, value))
      .map(([key]) => [key, String(standing.get(key) ?? '')]),
  )
}

async function writeAssets(tx: Db, actor: Actor, type: AssetType, rows: readonly Outcome<AssetWrite>[]) {
  const shapes = await loadAreaShapes(tx)
  const wanted = rows.flatMap((row) => ('write' in row ? [row] : []))
  const made = wanted.filter(({ write }) => write.existing === null)
  const ids = await insertAssets(
    tx,
    type,
    shapes,
    made.map(({ write }) => write.values),
  )
  await writeAudits(
    tx,
    actor,
    made.map(({ write }, at) => ({
      agencyId: write.values.agencyId,
      action: 'asset.created',
      subject: { kind: 'asset', id: String(ids[at]) },
      detail: { code: write.values.code },
    })),
  )
  for (const { write } of wanted) {
    if (write.existing) await changeAsset(tx, actor, shapes, type, write.existing.id, write.values)
  }
  return wanted.map(({ line, write }) => ({
    rowId: write.values.code,
    line,
    before: write.existing?.was ?? null,
    after: stateOf({
      ...write.values,
      attributes: parseAttributes(type, write.values.attributes) as AssetState['attributes'],
    }), // An object by its schema.
  }))
}

async function changeAsset(
  tx: Db,
  actor: Actor,
  shapes: Parameters<typeof placeOf>[0],
  type: AssetType,
  id: number,
  values: AssetValues,
): Promise<void> {
  await tx
    .updateTable('platform.asset')
    .set({
      name: values.name,
      ...placeOf(shapes, values.position),
      attributes: JSON.stringify(parseAttributes(type, values.attributes)),
    })
    .where('id', '=', id)
    .execute()
  await writeAudits(tx, actor, [
    {
      agencyId: values.agencyId,
      action: 'asset.changed',
      subject: { kind: 'asset', id: String(id) },
      detail: { code: values.code },
    },
  ])
}
