import type { FormFields } from '../../core/form-field.ts'
import { ApiProblem } from '../api/client.ts'
import type { Fault } from '../kit/form-values.ts'
import { useText } from '../text/use-text.ts'
import { lowerFirst } from './lower-first.ts'

/**
 * Puts what is wrong with drawn fields into words: what the page found, and what the server refused under `prefix`. Each names its field,
 * since the box on top of a form lists several.
 */
export function useFormFaults(prefix: string, fields: FormFields) {
  const { t, local } = useText()
  const named = (key: string, text: string) => {
    const label = fields[key]?.label
    return label ? `${local(label)}: ${lowerFirst(text)}` : text
  }
  const say = (fault: Fault): string => {
    if (fault.key === 'between') return t('asset.form.between', { min: fault.min, max: fault.max })
    return t(`asset.form.${fault.key}`)
  }
  const ofPage = (faults: Readonly<Record<string, Fault>>) =>
    Object.fromEntries(Object.entries(faults).map(([key, fault]) => [key, named(key, say(fault))]))
  const ofServer = (error: unknown): Record<string, string> => {
    if (!(error instanceof ApiProblem)) return {}
    return Object.fromEntries(
      error.errors.flatMap(({ path }) => {
        if (!path.startsWith(prefix)) return []
        const key = path.slice(prefix.length).split('.')[0] ?? ''
        return [[key, named(key, t('asset.form.badField'))]]
      }),
    )
  }
  return { ofPage, ofServer }
}
