/**
 * Vietnamese text as it is compared in a search: lower case, without diacritics, đ as d, single spaces. Composed and
 * decomposed Unicode, both places of the tone mark (hòa, hoà), and ƣ typed for ư come out the same. Folding twice changes nothing more.
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
