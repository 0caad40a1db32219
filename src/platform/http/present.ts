/** An instant as it leaves the server. */
export const iso = (date: Date): string => date.toISOString()

export const isoOrNull = (date: Date | null): string | null => (date ? date.toISOString() : null)

/** A person named beside what they did; null when nobody did it. */
export function accountRef(id: number | null, name: string | null): { id: number; name: string } | null {
  return id === null || name === null ? null : { id, name }
}
