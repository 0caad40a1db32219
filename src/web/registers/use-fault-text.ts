import type { Field } from '../../core/field.ts'
import { ApiProblem } from '../api/client.ts'
import type { Values } from '../api/records.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import type { NamedField } from './register-fields.ts'
import { type Fault, faultOf } from './typed-value.ts'

/** What is wrong with fields, in words that say how to mend it: checked here before sending, and told by the server after. */
export function useFaultText() {
  const { t, local, language } = useText()

  function say(label: string, fault: Fault): string {
    return 'n' in fault
      ? t(`register.fault.${fault.key}`, { label, n: formatNumber(fault.n, language) })
      : t(`register.fault.${fault.key}`, { label })
  }

  /** Faults of what was typed, by field. */
  function check(fields: readonly NamedField[], values: Values, isRequired: (key: string) => boolean) {
    const found = fields.flatMap(({ key, field }): [string, string][] => {
      const fault = faultOf(field, values[key], isRequired(key))
      return fault ? [[key, say(local(field.label), fault)]] : []
    })
    return Object.fromEntries(found)
  }

  function serverText(field: Field | undefined, label: string, message: string): string {
    if (message === 'must be filled') return t('register.fault.required', { label })
    if (field?.kind === 'agency' || field?.kind === 'agencies') return t('register.fault.agency', { label })
    if (field?.kind === 'record') return t('register.fault.record', { label })
    if (field?.kind === 'area' || message.startsWith('no area')) return t('register.fault.area', { label })
    return t('register.fault.server', { label, message })
  }

  /** A refusal's faults by field: `values.due` as `due`, `extra.urgency` as it is. */
  function serverFaults(fields: readonly NamedField[], error: unknown): Record<string, string> {
    if (!(error instanceof ApiProblem) || error.code === 'edited_meanwhile') return {}
    const found = error.errors.map(({ path, message }): [string, string] => {
      const key = path.replace(/^values\./, '')
      const field = fields.find((each) => each.key === key)?.field
      const own = { areaCode: t('register.area'), agencyId: t('register.agency'), comment: t('register.comment') }
      const label = field ? local(field.label) : (own[key as keyof typeof own] ?? key) // A key that is none of them finds nothing.
      if (key === 'comment') return [key, t('register.fault.required', { label })]
      return [key, serverText(field, label, message)]
    })
    return Object.fromEntries(found)
  }

  return { check, serverFaults }
}
