import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { AppError } from '../../core/error.ts'

const inflate = promisify(gunzip)

/** One reading of a body, read as JSON or not. */
export type Item =
  | { readonly value: unknown; readonly line?: number; readonly text: () => string }
  | { readonly fault: string; readonly line: number; readonly bytes: Buffer }

/** A body of which nothing can be read. */
export interface UnreadableBody {
  readonly fault: string
}

/**
 * The body as it was before it was packed.
 * @throws {AppError} `too_large` for what unpacks to more than `maxBytes`, `unsupported_encoding`, `bad_request` for what is no gzip
 */
export async function unpack(body: Buffer, encoding: string | undefined, maxBytes: number): Promise<Buffer> {
  const name = (encoding ?? 'identity').trim().toLowerCase()
  if (name === 'identity') return body
  if (name !== 'gzip') {
    throw new AppError('unsupported_encoding', 415, { detail: `content-encoding ${name}: send gzip, or send it plain` })
  }
  try {
    return await inflate(body, { maxOutputLength: maxBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes)
    throw new AppError('bad_request', 400, { detail: `the body is no gzip: ${(error as Error).message}` })
  }
}

export function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', 413, {
    detail: `a request may hold ${maxBytes} bytes, unpacked; send the readings in several`,
  })
}

const strict = new TextDecoder('utf-8', { fatal: true })

/** The readings of `{"readings": […]}` or of a list. */
export function readJson(body: Buffer): Item[] | UnreadableBody {
  let value: unknown
  try {
    value = JSON.parse(strict.decode(body))
  } catch (error) {
    return { fault: `the body is not JSON in UTF-8: ${(error as Error).message}` }
  }
  const list = Array.isArray(value) ? value : (value as { readings?: unknown } | null)?.readings
  if (!Array.isArray(list)) return { fault: 'the body is neither a list nor an object with a list «readings»' }
  return list.map((one) => ({ value: one, text: () => shown(one, body) }))
}

/** What is nested deeper than can be written again is kept as the beginning of the whole body. */
function shown(value: unknown, body: Buffer): string {
  try {
    return JSON.stringify(value)
  } catch {
    return body.toString('latin1', 0, 1_024)
  }
}

/** One reading a line; a line that cannot be read costs the others nothing. Empty lines are passed over. */
export function readLines(body: Buffer): Item[] {
  const items: Item[] = []
  let from = 0
  for (let line = 1; from < body.length; line++) {
    const at = body.indexOf(0x0a, from)
    const end = at === -1 ? body.length : at
    const bytes = body.subarray(from, end)
    from = end + 1
    if (isBlank(bytes)) continue
    items.push(readLine(bytes, line))
  }
  return items
}

function readLine(bytes: Buffer, line: number): Item {
  try {
    const text = strict.decode(bytes)
    return { value: JSON.parse(text), line, text: () => text }
  } catch (error) {
    return { fault: `not JSON in UTF-8: ${(error as Error).message}`, line, bytes }
  }
}

const isBlank = (bytes: Buffer) => bytes.length === 0 || (bytes.length === 1 && bytes[0] === 0x0d)
