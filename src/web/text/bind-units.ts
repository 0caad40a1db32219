/** A number that stands alone, a space, and what begins with a letter or a sign of measure: not a part of a date, a time or a code. */
const numberAndWord = /(?<![\p{L}\p{N}/:.,\-–])([−-]?\p{N}[\p{N}.,]*) (?=[\p{L}°µ%‰])/gu
const numberAndPercent = /(\p{N})[ \u00a0]%/gu

/**
 * A sentence as it is set: percent without a space (`5%`), and every other number kept on one line with the word after it
 * (`3,42 m`, `54 phút`) by a space that does not break.
 */
export function bindUnits(sentence: string): string {
  return sentence.replace(numberAndPercent, '$1%').replace(numberAndWord, '$1\u00a0')
}
