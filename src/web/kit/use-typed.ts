import { useState } from 'react'

/** Keeps what is typed as it is typed, until the value changes from elsewhere. */
export function useTyped(value: unknown, write: (value: unknown) => string, read: (typed: string) => unknown) {
  const [typed, setTyped] = useState(() => write(value))
  const shown = JSON.stringify(read(typed) ?? null) === JSON.stringify(value ?? null) ? typed : write(value)
  return [shown, setTyped] as const
}
