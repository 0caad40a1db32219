/** A text without diacritics and in lower case, so that "thua thien" finds "Thừa Thiên" and "dong" finds "Đông". */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
}

/** Whether every word of `search` occurs in `text`, diacritics and case ignored. */
export function matchesSearch(text: string, search: string): boolean {
  const folded = foldText(text)
  return foldText(search)
    .split(/\s+/)
    .every((word) => folded.includes(word))
}
