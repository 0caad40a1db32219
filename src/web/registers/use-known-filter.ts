import { useMemo } from 'react'
import type { Register, RegisterFilter } from '../api/records.ts'

/** A filter as an address carries it, without states that the register does not have; those are told in `unknown`. */
export function knownFilter(register: Register, asked: RegisterFilter): { filter: RegisterFilter; unknown: string[] } {
  const states = (asked.state ?? '').split(',').filter((name) => name !== '')
  const isKnown = (name: string) => Object.hasOwn(register.lifecycle.states, name)
  const known = states.filter(isKnown)
  return {
    filter: { ...asked, state: known.length > 0 ? known.join(',') : undefined },
    unknown: states.filter((name) => !isKnown(name)),
  }
}

/** {@link knownFilter}, the same object as long as the address says the same. */
export function useKnownFilter(register: Register, asked: RegisterFilter) {
  const key = JSON.stringify(asked)
  return useMemo(() => knownFilter(register, JSON.parse(key)), [register, key])
}
