import './css/state.css'
import type { Register } from '../api/records.ts'
import { useText } from '../text/use-text.ts'

/** A state by its word, with a hollow dot while the record lives and a full one when it is over. */
export function StateWord({ register, state }: { register: Register; state: string }) {
  const { local } = useText()
  const declared = register.lifecycle.states[state]
  return (
    <span className={`register-state${declared?.isFinal ? ' register-state-final' : ''}`}>
      {local(declared?.name ?? { vi: state, en: state })}
    </span>
  )
}
