/** The letters a Vietnamese name is known by: of its last two words, the middle and the given name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  return words
    .slice(-2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('')
}
