/** A sentence cut at its figure; `found` false where the figure does not stand in it, and then it follows at the end. */
export function splitSentence(text: string, figure: string): { before: string; after: string; found: boolean } {
  const at = figure === '' ? -1 : text.indexOf(figure)
  if (at < 0) return { before: text, after: '', found: false }
  return { before: text.slice(0, at), after: text.slice(at + figure.length), found: true }
}
