type At = readonly [lon: number, lat: number]

/** To a tenth of a metre; what arithmetic left behind that is nobody's. */
const plain = (degrees: number) => Math.round(degrees * 1_000_000) / 1_000_000

/** A place as it is typed: latitude first, as maps and phones write it. */
export const writePosition = (at: At | null): string => (at ? `${plain(at[1])}, ${plain(at[0])}` : '')

/**
 * A place that was typed, `16.4637, 107.5909`; null where nothing was, undefined where it is none. Figures may have a decimal comma
 * where a space or semicolon parts them.
 */
export function readPosition(text: string): At | null | undefined {
  if (text.trim() === '') return null
  const match = /^\s*(-?\d{1,2}(?:[.,]\d+)?)\s*(?:[,;]\s*|\s+)(-?\d{1,3}(?:[.,]\d+)?)\s*$/.exec(text)
  if (!match) return undefined
  const [lat = Number.NaN, lon = Number.NaN] = match.slice(1).map((figure) => Number(figure.replace(',', '.')))
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 ? [lon, lat] : undefined
}
