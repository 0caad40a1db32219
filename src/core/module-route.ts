import type { z } from 'zod'

/** Reads under the wall of the person who asks. */
export interface ModuleReader {
  /**
   * The rows of one statement with its values at `$1`, `$2`, …; columns come in camel case, each row is checked by `row`. It may name the
   * module's own schema and the views `platform.core_*`.
   * @throws {Error} when it names another table, when it fails, or when a row is not of that form: a fault of the module
   */
  rows<T>(row: z.ZodType<T>, text: string, values?: readonly unknown[]): Promise<readonly T[]>
}

/**
 * A question that a page of the module asks, answered at `GET /api/<module>/<path>`. It reads; what changes goes through records, assets
 * and their moves.
 */
export interface ModuleRoute<P extends string = string> {
  /** Lower-case letters, digits and dashes; never the address of one of the module's records. */
  readonly path: string
  readonly summary: string
  readonly permission: P
  readonly query: z.ZodObject
  readonly answer: z.ZodType
  /** `query` has passed the schema. What it returns must pass `answer`. */
  read(reader: ModuleReader, query: Readonly<Record<string, unknown>>): Promise<unknown>
}

/** What is wrong with a module's routes, as a sentence; null when nothing is. `taken`: addresses of its records. */
export function routeFault(
  routes: readonly ModuleRoute[],
  declared: ReadonlySet<string>,
  taken: ReadonlySet<string>,
): string | null {
  for (const { path, permission, query } of routes) {
    const at = `route ${path}`
    if (!/^[a-z][a-z0-9-]{0,40}$/.test(path)) return `${at}: write its path in lower-case letters, digits and dashes`
    if (taken.has(path)) return `${at}: this is the address of a record type; choose another path`
    if (!query.safeParse({}).success) return `${at}: every parameter needs a default or must be optional`
    if (!declared.has(permission))
      return `${at}: asks for «${permission}», which the module does not declare in permissions`
  }
  return null
}
