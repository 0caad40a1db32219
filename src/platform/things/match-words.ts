import { type RawBuilder, sql } from 'kysely'
import { searchWords } from '../../core/fold.ts'

/**
 * The condition on `t` (platform.thing) that it has every word of a text, the last letters of each may be missing. Diacritics, case and
 * how they were typed do not matter. A text without letters or digits finds nothing.
 */
export function matchWords(text: string): RawBuilder<boolean> {
  const words = searchWords(text)
    .slice(0, 12)
    .map((word) => `'${word.slice(0, 60)}':*`)
  if (words.length === 0) return sql`false`
  return sql`t.words @@ ${words.join(' & ')}::tsquery`
}
