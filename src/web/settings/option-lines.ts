import type { Choice } from '../../core/field.ts'
import { foldText } from '../kit/fold.ts'

/** A key from a label: `Rất khẩn` as `rat_khan`; `o` stands before what would begin with a digit. */
export function keyFrom(label: string): string {
  const bare = foldText(label)
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 40)
  if (bare === '') return ''
  return /^[a-z]/.test(bare) ? bare : `o_${bare}`
}

/** Options as lines to edit: `Khẩn | Urgent`, the English name only where it differs. */
export const writeOptions = (options: readonly Choice[]): string =>
  options.map(({ label }) => (label.en === label.vi ? label.vi : `${label.vi} | ${label.en}`)).join('\n')

/**
 * Options from lines. The first ones keep the keys of those that stand, in order; later ones get a key from their label. Null where
 * there is none, one is empty, or two are the same.
 */
export function readOptions(text: string, standing: readonly Choice[] = []): Choice[] | null {
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]))
  const options = lines.map((line, index) => {
    const [vi = '', en = ''] = line.split('|').map((part) => part.trim())
    return { key: standing[index]?.key ?? keyFrom(vi), label: { vi, en: en || vi } }
  })
  const isWhole = options.length > 0 && options.every(({ label }) => label.vi !== '')
  return isWhole && new Set(options.map(({ key }) => key)).size === options.length ? options : null
}
