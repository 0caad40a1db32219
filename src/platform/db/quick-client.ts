import { createHash } from 'node:crypto'
import pg from 'pg'

/** Begins the text of a statement that runs many times a second: each connection parses and plans it once. */
export const planKept = '/* plan kept */'

const names = new Map<string, string>()
function nameOf(text: string): string {
  const name = names.get(text) ?? createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

const begun = { command: 'BEGIN', rowCount: 0, oid: 0, rows: [], fields: [] }

/**
 * A connection that waits less: what begins a transaction is sent and not waited for, and {@link planKept} statements are prepared.
 * Opened with `pipeline`, or the driver holds a statement back until the one before it was answered.
 * A transaction that could not begin fails with its first statement: without its role the login may read and write nothing.
 */
export class QuickClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the driver's method has eight forms, and only one is looked at here
  override query(...given: any[]): any {
    const [text, values] = given
    const send = super.query.bind(this) as (...all: unknown[]) => unknown
    if (typeof text !== 'string' || given.length > 2) return send(...given)
    if (text.startsWith('begin')) {
      Promise.resolve(send(text)).catch(() => undefined)
      return Promise.resolve(begun)
    }
    return text.startsWith(planKept) ? send({ name: nameOf(text), text, values }) : send(...given)
  }
}
