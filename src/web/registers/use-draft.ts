import { useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import type { Values } from '../api/records.ts'

/** What is being typed into fields, and the faults that the server found, by field. */
export function useDraft(start: Values) {
  const [values, setValues] = useState<Values>(start)
  const set = (key: string, value: unknown) => setValues((now) => ({ ...now, [key]: value }))
  /** Only what differs from the start: what nobody touched is not sent. */
  const changed = Object.fromEntries(Object.entries(values).filter(([key, value]) => value !== start[key]))
  return { values, set, changed }
}

/** A refusal's faults by field, `values.due` as `due`. */
export function faultsByField(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {}
  return Object.fromEntries(error.errors.map(({ path, message }) => [path.replace(/^(values|extra)\./, ''), message]))
}
