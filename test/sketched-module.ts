import * as fc from 'fast-check'
import { z } from 'zod'
import type { Field, FieldKind } from '../src/core/field.ts'
import { defineModule, type ModuleDefinition } from '../src/core/module.ts'
import type { RecordType } from '../src/core/record.ts'

/** A module's records, as much of them as its tables depend on. */
export type Sketch = ReadonlyMap<string, RecordSketch>
export interface RecordSketch {
  readonly fields: ReadonlyMap<string, FieldSketch>
  readonly geometry?: 'point' | 'line' | 'polygon'
}
export interface FieldSketch {
  readonly kind: FieldKind
  readonly isPersonal: boolean
}

const text = (vi: string) => ({ vi, en: vi })
const options = ['a', 'b'].map((key) => ({ key, label: text(key) }))

/** Something in the field, for fields that refer to one. */
const gauge = { type: 'gauge', name: text('Trạm'), attributes: z.object({}), series: [] }

/** The declaration of a sketch; every record also has the field `title`. */
export function moduleOf(id: string, sketch: Sketch): ModuleDefinition {
  const permissions = ['read', 'write'].map((verb) => ({ key: `${id}.${verb}`, name: text(verb) }))
  return defineModule<string>({
    id,
    name: text(id),
    permissions,
    assets: [gauge],
    records: [...sketch].map((entry) => recordOf(id, ...entry)),
  })
}

function recordOf(id: string, type: string, { fields, geometry }: RecordSketch): RecordType {
  const [read, write] = [`${id}.read`, `${id}.write`]
  return {
    type,
    name: text(type),
    plural: text(type),
    titleField: 'title',
    fields: {
      title: { kind: 'text', label: text('Tên'), maxLength: 300, required: true },
      ...Object.fromEntries([...fields].map(([key, field]) => [key, fieldOf(type, key, field)])),
    },
    ...(geometry ? { geometry } : {}),
    lifecycle: { initial: 'draft', states: { draft: { name: text('Nháp') } }, moves: {} },
    permissions: { read, create: write, edit: write, readPersonal: read },
  }
}

function fieldOf(type: string, key: string, { kind, isPersonal }: FieldSketch): Field {
  const base = { label: text(key), personal: isPersonal }
  switch (kind) {
    case 'text':
      return { ...base, kind, maxLength: 200 }
    case 'choice':
    case 'choices':
      return { ...base, kind, options }
    case 'record':
      return { ...base, kind, of: type }
    case 'asset':
      return { ...base, kind, of: gauge.type }
    default:
      return { ...base, kind }
  }
}

/** All there are. */
export const fieldKinds: readonly FieldKind[] = [
  ...(['text', 'integer', 'number', 'money', 'yes_no', 'date', 'instant', 'choice', 'choices'] as const),
  ...(['agency', 'agencies', 'area', 'link', 'record', 'asset'] as const),
]
/** Few names, so that they come back; two of them are words of SQL. */
const types = ['notice', 'order']
const keys = ['phone', 'due', 'user']

/** A change someone makes to a declaration; the numbers choose among what the declaration offers. */
export interface SketchChange {
  readonly what: 'field' | 'remove_field' | 'retype' | 'personal' | 'type' | 'remove_type' | 'geometry'
  readonly record: number
  readonly field: number
  readonly kind: FieldKind
  readonly flag: boolean
}

export const arbitraryChange: fc.Arbitrary<SketchChange> = fc.record({
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant('field' as const) },
    { weight: 6, arbitrary: fc.constantFrom('remove_field' as const, 'retype' as const, 'personal' as const) },
    { weight: 2, arbitrary: fc.constantFrom('type' as const, 'remove_type' as const, 'geometry' as const) },
  ),
  record: fc.nat(11),
  field: fc.nat(11),
  kind: fc.oneof(
    fc.constantFrom(...fieldKinds),
    fc.constantFrom('text' as const, 'number' as const, 'agency' as const),
  ),
  flag: fc.boolean(),
})

const pick = <T>(list: readonly T[], index: number): T | undefined => list[index % Math.max(list.length, 1)]

/** The sketch after a change; the same where it offers nothing to change. `known`: records of before, by type. */
export function changeSketch(sketch: Sketch, change: SketchChange, known: Sketch): Sketch {
  const absent = pick(
    types.filter((type) => !sketch.has(type)),
    change.record,
  )
  if (change.what === 'type' || sketch.size === 0) {
    if (absent === undefined) return sketch
    // Declared again as it was, or anew.
    const fields = new Map([
      [pick(keys, change.field) ?? '', fieldSketch(change)],
      [pick(keys, change.field + 1) ?? '', { kind: 'text' as const, isPersonal: !change.flag }],
    ])
    const before = change.field % 3 === 0 ? undefined : known.get(absent)
    return new Map(sketch).set(absent, before ?? { fields })
  }
  const type = pick([...sketch.keys()], change.record) ?? ''
  const record = sketch.get(type) ?? { fields: new Map() }
  if (change.what === 'remove_type') {
    const left = new Map(sketch)
    left.delete(type)
    return left
  }
  return new Map(sketch).set(type, changeRecord(record, change))
}

const fieldSketch = ({ kind, flag }: SketchChange): FieldSketch => ({ kind, isPersonal: flag })

function changeRecord(record: RecordSketch, change: SketchChange): RecordSketch {
  const fields = new Map(record.fields)
  const key = pick([...fields.keys()], change.field)
  const field = key === undefined ? undefined : fields.get(key)
  if (change.what === 'geometry') {
    const { geometry: _, ...rest } = record
    return change.flag ? { ...rest, geometry: change.field < 9 ? 'point' : 'line' } : rest
  }
  if (change.what === 'field' || key === undefined || field === undefined) {
    const absent = pick(
      keys.filter((name) => !fields.has(name)),
      change.field,
    )
    return absent === undefined ? record : { ...record, fields: fields.set(absent, fieldSketch(change)) }
  }
  if (change.what === 'remove_field') fields.delete(key)
  else if (change.what === 'retype') fields.set(key, { ...field, kind: change.kind })
  else fields.set(key, { kind: change.flag ? field.kind : change.kind, isPersonal: !field.isPersonal })
  return { ...record, fields }
}
