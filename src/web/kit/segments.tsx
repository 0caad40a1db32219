import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }

/** Arrows, Home and End go from choice to choice: with Tab the row is one stop, however long it is. */
function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
  const buttons: Element[] = [...event.currentTarget.querySelectorAll('button')]
  const at = document.activeElement ? buttons.indexOf(document.activeElement) : -1
  const step = steps[event.key]
  const wanted =
    event.key === 'Home'
      ? buttons[0]
      : event.key === 'End'
        ? buttons.at(-1)
        : step !== undefined && buttons[(at + step + buttons.length) % buttons.length]
  if (at === -1 || !(wanted instanceof HTMLElement)) return
  event.preventDefault()
  wanted.focus()
}

/** A row of choices of which one is pressed. */
export function Segments<T extends string>(props: {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  onChange: (value: T) => void
}) {
  const { label, value, options, onChange } = props
  const stop = options.some(([each]) => each === value) ? value : options[0]?.[0]
  return (
    <fieldset className="segments" onKeyDown={onKeyDown}>
      <legend className="visually-hidden">{label}</legend>
      {options.map(([each, text]) => (
        <button
          key={each}
          type="button"
          tabIndex={each === stop ? 0 : -1}
          aria-pressed={each === value}
          onClick={() => onChange(each)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  )
}
