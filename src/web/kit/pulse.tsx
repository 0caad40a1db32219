const slots = ['4', '3', '2', '1', '0'] as const

/** The last five expected beats of a source, oldest first: full where one came, small and hollow where it did not. */
export function Pulse({ beats }: { beats: readonly boolean[] }) {
  return (
    <span className="pulse" aria-hidden="true">
      {slots.map((slot, index) => (
        <i key={slot} className={beats[index] ? 'pulse-on' : ''} />
      ))}
    </span>
  )
}
