/**
 * Arrays as PostgreSQL reads them, written at once: the driver writes each element apart, which with a thousand rows takes longer
 * than the insertion.
 */

/** An `int[]`. */
export function ints<T>(rows: readonly T[], pick: (row: T) => number): string {
  return numbers(rows, pick)
}

/** A `float8[]`. */
export function numbers<T>(rows: readonly T[], pick: (row: T) => number): string {
  let text = '{'
  for (const row of rows) text += `${pick(row)},`
  return closed(text)
}

/** A `timestamptz[]`. */
export function dates<T>(rows: readonly T[], pick: (row: T) => Date | null): string {
  let text = '{'
  let last: Date | null = null
  let written = 'null'
  for (const row of rows) {
    const date = pick(row)
    // Received times are one object for a whole request.
    if (date !== last) {
      written = date === null ? 'null' : date.toISOString()
      last = date
    }
    text += `${written},`
  }
  return closed(text)
}

/** A `text[]`. */
export function texts<T>(rows: readonly T[], pick: (row: T) => string): string {
  let text = '{'
  let last: string | null = null
  let written = ''
  for (const row of rows) {
    const value = pick(row)
    if (value !== last) {
      written = `"${value.replace(/["\\]/g, '\\$&')}"`
      last = value
    }
    text += `${written},`
  }
  return closed(text)
}

const closed = (text: string) => (text.length === 1 ? '{}' : `${text.slice(0, -1)}}`)
