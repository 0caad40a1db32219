import { useState } from 'react'

type Faults = Readonly<Record<string, string>>

const without = (faults: Faults, key: string): Faults => {
  const { [key]: _, ...others } = faults
  return others
}

/**
 * What a form has told of its fields: `sent`, all that was wrong when it was sent, which the box above the form says and takes the focus
 * for; and `left`, what was wrong with a field as it was left, which stands at that field alone, so that nobody is led away from the next.
 */
export function useToldFaults() {
  const [sent, setSent] = useState<Faults>({})
  const [left, setLeft] = useState<Faults>({})
  return {
    sent,
    left,
    tellSent(found: Faults) {
      setSent(found)
      setLeft({})
    },
    /** Takes what was mended away wherever it stood. */
    tellLeft(key: string, found: Faults) {
      if (found[key] === undefined) setSent((told) => without(told, key))
      setLeft((told) => ({ ...without(told, key), ...found }))
    },
  }
}
