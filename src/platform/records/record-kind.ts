import type { Field, Fields } from '../../core/field.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import type { RecordType } from '../../core/record.ts'
import { tablesOfRecord } from '../../core/record-table.ts'
import type { Text } from '../../core/text.ts'

/** A declared record type with where it lives. */
export interface RecordKind {
  readonly moduleId: string
  readonly moduleName: Text
  readonly record: RecordType
  /** What the permission to read is called. */
  readonly readRight: Text
  /** `<module>.<type>`: its name among all, the kind of its things. */
  readonly key: string
  /** Its table, and the sibling of its personal fields. */
  readonly table: string
  readonly personalTable: string | null
  /** Fields that stand in the table itself, and those in the sibling. */
  readonly ownFields: Fields
  readonly personalFields: Fields
  /** `/api/<module>/<type>s` */
  readonly address: string
  /** The field with the agency that owes a deadline, by the key of the deadline; without one its owner does. */
  readonly owedBy: ReadonlyMap<string, string>
}

/** Record types by key, in the order of their modules. */
export function indexRecordKinds(modules: readonly ModuleDefinition[]): Map<string, RecordKind> {
  const kinds = modules.flatMap((module) => (module.records ?? []).map((record) => makeKind(module, record)))
  return new Map(kinds.map((kind) => [kind.key, kind]))
}

function makeKind(module: ModuleDefinition, record: RecordType): RecordKind {
  const [table, personal] = tablesOfRecord(module.id, record)
  if (!table) throw new TypeError(`record ${record.type}: no table`)
  const fields = Object.entries(record.fields)
  const pick = (wanted: (field: Field) => boolean) => Object.fromEntries(fields.filter(([, field]) => wanted(field)))
  return {
    moduleId: module.id,
    moduleName: module.name,
    record,
    readRight: rightName(module, record.permissions.read),
    key: `${module.id}.${record.type}`,
    table: `${table.schema}.${table.name}`,
    personalTable: personal ? `${personal.schema}.${personal.name}` : null,
    ownFields: pick((field) => !field.personal),
    personalFields: pick((field) => field.personal === true),
    address: `/api/${module.id}/${record.type.replaceAll('_', '-')}s`,
    owedBy: new Map(
      (module.indicators ?? []).flatMap((counted) =>
        counted.record === record.type && counted.agencyField !== undefined
          ? [[counted.deadline, counted.agencyField]]
          : [],
      ),
    ),
  }
}

function rightName({ permissions = [] }: ModuleDefinition, right: string): Text {
  return permissions.find(({ key }) => key === right)?.name ?? { vi: right, en: right }
}

/** The page of a record. */
export const pageOfRecord = (kind: RecordKind, id: string) => `/so/${kind.moduleId}/${kind.record.type}?id=${id}`
