/**
 * Vietnamese text as it is compared in a search: lower case, without diacritics, đ as d, single spaces. Composed and
 * decomposed Unicode, both places of the tone mark (hòa, hoà), and ƣ, which some converters and keyboards leave for ư, come out the
 * same. Folding twice changes nothing more. `platform.fold` does the same in the database.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đð]/g, 'd')
    .replace(/ƣ/g, 'u')
    .replace(/\s+/gu, ' ')
    .trim()
}

/** The words of a text as a search knows them: folded, letters and digits only. */
export function searchWords(text: string): string[] {
  return fold(text).match(/[a-z0-9]+/g) ?? []
}
