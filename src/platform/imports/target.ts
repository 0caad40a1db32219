import type { CellFault, ImportField } from '../../core/import/import-field.ts'
import type { Text } from '../../core/text.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

/** Something wrong with a row: in a field, or with the row as a whole. */
export interface RowFault extends CellFault {
  readonly field: string | null
}

/** A row whose cells were read: the values that were found, and what was wrong with the others. */
export interface ReadRow {
  readonly line: number
  readonly values: ReadonlyMap<string, unknown>
  /** The same as a person reads them. */
  readonly shown: ReadonlyMap<string, Text>
  readonly faults: readonly RowFault[]
}

/** What a row would do, checked as the API checks it. `W` is what the target needs to write it. */
export type Outcome<W = unknown> = { readonly line: number } & (
  | { readonly outcome: 'faulty'; readonly faults: readonly RowFault[] }
  | {
      readonly outcome: 'new' | 'changed' | 'unchanged'
      readonly write: W
      /** What it would become, and was: compared when it is applied. */
      readonly says: unknown
      /** Of a row that changes something: what stands there now, by field. */
      readonly before?: ReadonlyMap<string, string>
    }
)

/** What an applied row left: enough to take it back, and to know whether it was changed since. Nothing personal. */
export interface MadeRow {
  readonly rowId: string
  readonly line: number
  readonly before: object | null
  readonly after: object
}

/** What stands against taking a row back. */
export interface Against {
  readonly name: string
  /** `changed`, `numbered`, `has_files`, `linked`, `has_readings`, `has_alerts`, `gone`. */
  readonly reason: string
  readonly page: string
}

/** What a check may ask beyond the transaction it runs in. */
export interface CheckTools {
  readonly agencyId: number
  /** Which of these asset codes are taken, whoever has them: what POST /api/assets tells too. */
  takenCodes(codes: readonly string[]): Promise<ReadonlySet<string>>
}

/** A register, a kind of asset or a directory that rows can be imported into. Its checks and its writer are those of its API. */
export interface ImportTarget<W = unknown> {
  readonly key: string
  readonly kind: 'record' | 'asset' | 'agency'
  readonly module: Text
  readonly name: Text
  readonly plural: Text
  readonly page: string
  /** Seeing imports of it, and importing. */
  readonly permissions: { readonly read: string; readonly create: string }
  /** Whether it has fields that not everyone who imports may see. */
  readonly readPersonal: string | null
  /** Its tables are written by the centre itself alone: who may import it is told by `refuse`, and not by the wall. */
  readonly isServiceWritten?: true
  /** The fields a column may fill, for this actor. */
  fields(tx: Db, actor: Actor): Promise<ImportField[]>
  /** Whether the actor may import for an agency. @throws {AppError} */
  refuse(actor: Actor, agencyId: number): void
  /** Checks rows, a thousand or so at a time. `seen` lives through one check of a whole file. */
  check(
    tx: Db,
    actor: Actor,
    rows: readonly ReadRow[],
    tools: CheckTools,
    seen: Map<string, number>,
  ): Promise<Outcome<W>[]>
  write(tx: Db, actor: Actor, rows: readonly Outcome<W>[]): Promise<MadeRow[]>
  /** Tells open pages, once for the whole import, when it has committed. */
  announce(tx: Db, agencies: readonly number[]): Promise<void>
  /** Tables that rows are deleted from when it is taken back. */
  readonly removalTables: readonly string[]
  /** As the service, with these rows locked. */
  findAgainst(tx: Db, rows: readonly MadeRow[]): Promise<Against[]>
  takeBack(tx: Db, actor: Actor, rows: readonly MadeRow[]): Promise<void>
}
