import { useState } from 'react'

const isSame = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Keeps what is typed as it is typed, also where nobody takes it over as the value, until the value changes from elsewhere. */
export function useTyped(value: unknown, write: (value: unknown) => string, read: (typed: string) => unknown) {
  const written = write(value)
  const [kept, setKept] = useState({ typed: written, over: written })
  const setTyped = (typed: string) => setKept({ typed, over: written })
  if (kept.over === written) return [kept.typed, setTyped] as const
  // The value is another one since: what was typed stays where that is what it says.
  const typed = isSame(read(kept.typed), value) ? kept.typed : written
  setKept({ typed, over: written })
  return [typed, setTyped] as const
}
