import { type Happening, type HappeningKind, happeningKinds } from './happening.ts'
import type { ModuleReader } from './module-route.ts'
import type { RecordType } from './record.ts'
import type { Text } from './text.ts'

/** A message to one agency. Which channels carry it, and to which addresses, the agency and the operators say. */
export interface NewMessage {
  /** Code of the agency that is told; in place of one that was closed its successor is. */
  readonly agency: string
  readonly title: Text
  readonly body: Text
}

/** What one run of a reaction is lent. */
export interface ReactionIo extends ModuleReader {
  /** Aborted when the run is over or takes too long. */
  readonly signal: AbortSignal
  now(): Date
  /**
   * Tells an agency something about what happened; one message for an agency and a happening, the second is passed over. It stands when
   * the run has ended well, together with the reaction's place, and not at all when it has not.
   * @throws {Error} when no agency has that code
   */
  tell(message: NewMessage): Promise<void>
}

interface ReactionTo<K extends HappeningKind> {
  readonly key: string
  readonly name: Text
  /** The kind of happening it reacts to. */
  readonly to: K
  /** Only what is about this type: an asset type, or a record's `<module>.<type>`; any module's. */
  readonly of?: string
  /**
   * Runs for each happening, in the order they were committed, in one transaction with the place it moves to: what it tells is told
   * exactly once. When it throws it is run again, later each time; after the last try that happening is set aside for somebody to look
   * and the next one comes. It must keep nothing between two runs and do nothing outside `io`.
   */
  run(happening: Happening<K>, io: ReactionIo): Promise<void>
}

/** What a module does by itself when something happens. */
export type Reaction = { readonly [K in HappeningKind]: ReactionTo<K> }[HappeningKind]

/** What is wrong with a module's reactions, as a sentence; null when nothing is. */
export function reactionFault(
  moduleId: string,
  reactions: readonly Reaction[],
  records: readonly RecordType[],
): string | null {
  const own = new Map(records.map((record) => [`${moduleId}.${record.type}`, record]))
  for (const { key, to, of } of reactions) {
    const at = `reaction ${key}`
    if (!/^[a-z][a-z0-9_]{0,40}$/.test(key)) return `${at}: write its key in lower-case letters, digits and underscores`
    if (!happeningKinds.includes(to)) return `${at}: nothing happens that is called «${to}»; see src/core/happening.ts`
    if (of?.startsWith(`${moduleId}.`) && !own.has(of)) return `${at}: no record type ${of} here`
    if (of !== undefined && of.includes('.') === to.startsWith('alert.'))
      return `${at}: ${to} is about ${to.startsWith('alert.') ? 'an asset type' : 'a record, <module>.<type>'}, not ${of}`
    if (to.startsWith('deadline.') && of !== undefined && own.has(of) && !own.get(of)?.deadlines?.length)
      return `${at}: ${of} has no deadlines`
  }
  return null
}
