/** The zone in which a calendar day begins, as in the pages. */
const zone = 'Asia/Ho_Chi_Minh'

const asText = (column: string) => `${column}::text`
const asArray = (column: string) => `case when ${column} is not null then array[${column}] end`

/** From type to type, only where every value has exactly one that means the same: a step must not fail on a row nobody foresaw. */
const conversions: Readonly<Record<string, (column: string) => string>> = {
  'integer > text': asText,
  'bigint > text': asText,
  // Written out: not 9e+15.
  'double precision > text': (column) => `${column}::text::numeric::text`,
  'boolean > text': asText,
  'date > text': (column) => `to_char(${column}, 'YYYY-MM-DD')`,
  'timestamp with time zone > text': (column) =>
    `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  'integer > bigint': (column) => `${column}::bigint`,
  'integer > double precision': (column) => `${column}::double precision`,
  // Whole numbers stay within 2^53: the doors take no others.
  'bigint > double precision': (column) => `${column}::double precision`,
  'date > timestamp with time zone': (column) => `${column}::timestamp at time zone '${zone}'`,
  'text > text[]': asArray,
  'integer > integer[]': asArray,
}

/**
 * SQL for the value of `column` (quoted, a plain column) in another type; null where a person must say what becomes of the values,
 * because some would be lost or have no counterpart.
 */
export function convert(column: string, from: string, to: string): string | null {
  if (from === to) return column
  return conversions[`${from} > ${to}`]?.(column) ?? null
}
