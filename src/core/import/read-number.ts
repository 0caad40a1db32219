import type { ImportCell } from './import-field.ts'

/** Which sign a column writes before decimals: found in its values, `null` where they contradict each other. */
export type DecimalSign = ',' | '.' | null

const grouped = { ',': /^[+-]?\d{1,3}(\.\d{3})+$/, '.': /^[+-]?\d{1,3}(,\d{3})+$/ }

/**
 * How a column writes decimals. «1.234,5» and «0,5» speak for the comma, «1,234.5» and «0.5» for the dot; «1.234» alone says nothing
 * and is read as Vietnamese write it, as one thousand two hundred and thirty-four.
 */
export function findDecimalSign(cells: readonly ImportCell[]): DecimalSign {
  let comma = false
  let dot = false
  for (const cell of cells) {
    if (typeof cell !== 'string') continue
    const text = bare(cell)
    const [lastComma, lastDot] = [text.lastIndexOf(','), text.lastIndexOf('.')]
    if (lastComma < 0 && lastDot < 0) continue
    const commas = text.split(',').length - 1
    const dots = text.split('.').length - 1
    if (commas > 0 && dots > 0) {
      if (lastComma > lastDot) comma = true
      else dot = true
    } else if (commas > 1) dot = true
    else if (dots > 1) comma = true
    else if (commas === 1 && !grouped['.'].test(text)) comma = true
    else if (dots === 1 && !grouped[','].test(text)) dot = true
  }
  if (comma && dot) return null
  return dot ? '.' : ','
}

/** A number as it stands in a cell; `unclear` where the column writes decimals both ways and this one can be read as either. */
export function readNumber(cell: string, sign: DecimalSign, unit?: string): number | 'unclear' | null {
  let text = bare(cell)
  const tail = unit ? bare(unit).toLowerCase() : ''
  if (tail && text.toLowerCase().endsWith(tail)) text = text.slice(0, -tail.length)
  if (sign === null) {
    const [asComma, asDot] = [parse(text, ','), parse(text, '.')]
    if (asComma !== null && asDot !== null && asComma !== asDot) return 'unclear'
    return asComma ?? asDot
  }
  return parse(text, sign)
}

function parse(text: string, sign: ',' | '.'): number | null {
  const group = sign === ',' ? '.' : ','
  const [whole = '', decimals, ...more] = text.split(sign)
  if (more.length > 0 || decimals?.includes(group)) return null
  const digits = grouped[sign].test(whole) ? whole.replaceAll(group, '') : whole
  if (!/^[+-]?\d*$/.test(digits)) return null
  const plain = decimals === undefined ? digits : `${/\d/.test(digits) ? digits : `${digits}0`}.${decimals}`
  return /^[+-]?\d+(\.\d+(e[+-]?\d{1,3})?)?$/i.test(plain) ? Number(plain) : null
}

/** Without the spaces that people group thousands with, and with one kind of minus. */
const bare = (text: string) => text.replace(/[\s\u00a0\u202f]/g, '').replace(/[−–]/g, '-')
