import type { FieldFault } from '../../core/error.ts'
import { ApiProblem } from '../api/client.ts'
import type { Register, Values } from '../api/records.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import type { vi } from '../text/vi.ts'
import { shapeFaultText } from './drawing/shape-words.ts'
import type { NamedField } from './register-fields.ts'
import { type Fault, faultOf } from './typed-value.ts'

/** The words for each code of the server that a form can meet. */
const wordsOfCode: Readonly<Record<string, 'server' | keyof typeof vi.register.fault>> = {
  required: 'required',
  field_missing: 'required',
  comment_missing: 'required',
  not_a_day: 'date',
  not_an_instant: 'instant',
  not_a_number: 'number',
  not_whole: 'whole',
  too_small: 'least',
  too_large: 'most',
  too_long: 'long',
  too_many: 'many',
  not_a_link: 'link',
  not_a_choice: 'choice',
  unknown_agency: 'agency',
  not_your_agency: 'ownAgency',
  unknown_area: 'area',
  unknown_record: 'record',
  unknown_device: 'device',
  itself: 'itself',
  not_editable: 'closed',
  unknown_field: 'gone',
}

/** `values.co_units.3` is about `co_units`, `extra.urgency` about `extra.urgency`, `geometry.coordinates.0` about `geometry`. */
export function keyOfPath(path: string): string {
  const [first = '', second = ''] = path.split('.')
  if (first === 'values') return second
  return first === 'extra' ? `extra.${second}` : first
}

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

  function serverText(label: string, { code, params }: FieldFault): string {
    const n = typeof params?.n === 'number' ? formatNumber(params.n, language) : ''
    const key = wordsOfCode[code ?? '']
    return t(`register.fault.${key ?? 'server'}`, { label, n })
  }

  /** A refusal's faults by field: `values.due` as `due`, `extra.urgency` and `geometry` as they are. */
  function serverFaults(fields: readonly NamedField[], error: unknown, drawn: Register['geometry'] = null) {
    if (!(error instanceof ApiProblem) || error.code === 'edited_meanwhile') return {}
    const found = error.errors.flatMap((fault): [string, string][] => {
      const key = keyOfPath(fault.path)
      if (key === 'geometry') return drawn ? [[key, shapeFaultText(t, drawn, fault)]] : []
      const field = fields.find((each) => each.key === key)?.field
      const own = { areaCode: t('register.area'), agencyId: t('register.agency'), comment: t('register.comment') }
      const label = field ? local(field.label) : own[key as keyof typeof own] // A key that is none of them finds nothing.
      // What belongs to no field of this form is told above it.
      return label === undefined ? [] : [[key, serverText(label, fault)]]
    })
    return Object.fromEntries(found)
  }

  return { check, serverFaults }
}
