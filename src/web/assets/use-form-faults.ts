import { ApiProblem } from '../api/client.ts'
import type { Fault } from '../kit/form-values.ts'
import { useText } from '../text/use-text.ts'

/** Puts what is wrong with drawn fields into words: what the page found, and what the server refused under `prefix`. */
export function useFormFaults(prefix: string) {
  const { t } = useText()
  const say = (fault: Fault): string => {
    if (fault.key === 'between') return t('asset.form.between', { min: fault.min, max: fault.max })
    return t(`asset.form.${fault.key}`)
  }
  const ofPage = (faults: Readonly<Record<string, Fault>>) =>
    Object.fromEntries(Object.entries(faults).map(([key, fault]) => [key, say(fault)]))
  const ofServer = (error: unknown): Record<string, string> => {
    if (!(error instanceof ApiProblem)) return {}
    return Object.fromEntries(
      error.errors.flatMap(({ path }) =>
        path.startsWith(prefix) ? [[path.slice(prefix.length).split('.')[0] ?? '', t('asset.form.badField')]] : [],
      ),
    )
  }
  return { ofPage, ofServer }
}
