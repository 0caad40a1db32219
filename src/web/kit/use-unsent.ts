import { type FocusEvent, type FormEvent, useState } from 'react'

type Typed = HTMLInputElement | HTMLTextAreaElement
const texts =
  'textarea, input:not([type="checkbox"], [type="radio"], [type="file"], [type="hidden"], [role="combobox"])'

/** What was typed into the fields of a form since they were entered, whoever keeps their values. A choice can be made again, a text cannot. */
export function useUnsent() {
  const [{ before, typed }] = useState(() => ({ before: new Map<Typed, string>(), typed: new Set<Typed>() }))
  const textOf = (target: EventTarget) =>
    target instanceof Element && target.matches(texts) ? (target as Typed) : undefined // As the selector says.
  return {
    listeners: {
      onFocusCapture: ({ target }: FocusEvent) => {
        const field = textOf(target)
        if (field && !before.has(field)) before.set(field, field.value)
      },
      onInputCapture: ({ target }: FormEvent) => {
        const field = textOf(target)
        if (field) typed.add(field)
      },
    },
    /** Whether a text stands there that would be lost now. */
    isThere: () => [...typed].some((field) => field.isConnected && field.value !== (before.get(field) ?? '')),
  }
}
