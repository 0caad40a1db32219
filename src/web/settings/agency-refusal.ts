import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { errorsByField } from './errors-by-field.ts'

type Words = Readonly<Record<string, string>>

/** What the server refused: at the field where it names one that the form has, else as one sentence. */
export interface Refusal {
  readonly errors: Record<string, string>
  readonly general: string | undefined
}

/**
 * Puts a refusal into the page's own words; the server says it in English, for those who write programs.
 * @param fields a sentence for each field of the form, @param problems one for each code
 */
export function useRefusal() {
  const problemText = useProblemText()
  return (error: unknown, fields: Words, problems: Words = {}): Refusal => {
    if (!error) return { errors: {}, general: undefined }
    const named = error instanceof ApiProblem ? Object.keys(errorsByField(error.errors)) : []
    const known = named.flatMap((field) => (fields[field] === undefined ? [] : [[field, fields[field]] as const]))
    if (known.length > 0) return { errors: Object.fromEntries(known), general: undefined }
    const ofCode = error instanceof ApiProblem ? problems[error.code] : undefined
    return { errors: {}, general: ofCode ?? problemText(error) }
  }
}
