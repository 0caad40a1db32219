import { fold } from './fold.ts'

const tone = /[\u0300\u0301\u0303\u0309\u0323]/g

/** A word with its tone mark moved to the end, so that hòa and hoà are the same and hòa and hóa are not. */
function spellWord(word: string): string {
  const letters = word.toLowerCase().replace(/ƣ/g, 'ư').normalize('NFD')
  return letters.replace(tone, '').normalize('NFC') + (letters.match(tone) ?? []).join('')
}

/**
 * Whether a typed name may stand for a real one: word for word alike without diacritics, and where a word was typed with diacritics
 * they are the right ones. `exact`: every word is spelled as in the real name.
 */
export function compareSpelling(typed: string, real: string): 'exact' | 'possible' | 'different' {
  const [typedWords, realWords] = [typed, real].map((text) => text.trim().split(/[\s-]+/u)) as [string[], string[]]
  if (typedWords.length !== realWords.length) return 'different'
  let isExact = true
  for (const [place, word] of typedWords.entries()) {
    const other = realWords[place] ?? ''
    if (fold(word) !== fold(other)) return 'different'
    if (spellWord(word) === spellWord(other)) continue
    if (hasMarks(word)) return 'different'
    isExact = false
  }
  return isExact ? 'exact' : 'possible'
}

/** Whether a text was typed with diacritics at all. */
export function hasMarks(text: string): boolean {
  return /[\p{M}đĐƣƢ]/u.test(text.normalize('NFD'))
}

/** Letters and digits only, folded: how names of places are looked up. «Phường 01» and «phường 1» are the same. */
export function squeeze(text: string): string {
  return fold(text)
    .replace(/[^a-z0-9]/g, '')
    .replace(/^0+(?=\d+$)/, '')
}
