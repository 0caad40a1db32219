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

/** How well a label fits what is searched, folded: less is better. What it names stands after its last colon, as in `register: kind`. */
function fitOf(label: string, search: string): number {
  const text = foldText(label)
  const own = text.slice(text.lastIndexOf(': ') + 1).trim()
  if (own.startsWith(search)) return 0
  if (own.includes(` ${search}`)) return 1
  return ` ${text}`.includes(` ${search}`) ? 2 : 3
}

/** The options that match `search`, what fits best first; those that fit as well stay in their order. */
export function findOptions<Option extends { readonly label: string }>(
  options: readonly Option[],
  search: string,
): Option[] {
  const words = foldText(search).trim()
  return options
    .filter(({ label }) => matchesSearch(label, search))
    .map((option) => ({ option, fit: fitOf(option.label, words) }))
    .sort((a, b) => a.fit - b.fit)
    .map(({ option }) => option)
}
