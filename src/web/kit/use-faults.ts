import { type FocusEvent, useState } from 'react'

/** What is wrong, by the id of its field. */
type Faults = Readonly<Record<string, string>>

const ofField = (faults: Faults, id: string): Faults => (faults[id] === undefined ? {} : { [id]: faults[id] })

/**
 * What is told of a form by `check`: all of it when it is sent (`errors`); when a field is left, what is wrong with what stands in it
 * (`all` has that besides), and what was mended goes. Who goes on to a button finds it where it was: sending checks anyway.
 */
export function useFaults(check: () => Faults) {
  const [errors, setErrors] = useState<Faults>({})
  const [left, setLeft] = useState<Faults>({})
  const without = (faults: Faults, id: string): Faults => {
    const { [id]: _, ...others } = faults
    return others
  }
  return {
    errors,
    all: { ...left, ...errors },
    /** Whether it may be sent. */
    sends: () => {
      const found = check()
      setErrors(found)
      setLeft({})
      return Object.keys(found).length === 0
    },
    onBlur: ({ target, relatedTarget }: FocusEvent<HTMLFormElement>) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return
      if (relatedTarget instanceof HTMLElement && relatedTarget.closest('.form-actions')) return
      const { id, value } = target
      const found = check()
      if (found[id] === undefined) setErrors((before) => without(before, id))
      setLeft((before) => ({ ...without(before, id), ...(value === '' ? {} : ofField(found, id)) }))
    },
  }
}
