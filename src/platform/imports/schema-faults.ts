import type { z } from 'zod'
import type { FieldFault } from '../../core/error.ts'
import type { CellFault } from '../../core/import/import-field.ts'

/** A refusal of the API's own schema in the words of imports. */
export function faultOfIssue(issue: z.core.$ZodIssue, geometry: string | null): CellFault {
  const [first] = issue.path
  if (first === 'geometry' || first === 'position')
    return { code: 'other_geometry', params: { wanted: geometry ?? '' } }
  if (first === 'code') return { code: issue.code === 'invalid_type' ? 'missing' : 'not_a_code', params: {} }
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? { code: 'missing', params: {} }
        : { code: 'refused', params: { detail: issue.message } }
    case 'too_big':
      return issue.origin === 'string'
        ? { code: 'too_long', params: { max: Number(issue.maximum) } }
        : { code: 'too_large', params: { max: Number(issue.maximum) } }
    case 'too_small':
      return issue.origin === 'string'
        ? { code: 'missing', params: {} }
        : { code: 'too_small', params: { min: Number(issue.minimum) } }
    case 'invalid_format':
      return issue.format === 'url'
        ? { code: 'not_a_link', params: {} }
        : { code: 'refused', params: { detail: issue.message } }
    case 'invalid_value':
      return { code: 'unknown_choice', params: { options: issue.values.map(String).join('; ') } }
    default:
      return { code: 'refused', params: { detail: issue.message } }
  }
}

/** The words of imports for each code that the checks of a record give; what has none is `refused`. */
const codes: Readonly<Record<string, CellFault['code']>> = {
  required: 'missing',
  not_a_day: 'not_a_date',
  not_an_instant: 'not_an_instant',
  not_a_number: 'not_a_number',
  not_whole: 'not_whole',
  not_a_link: 'not_a_link',
  not_a_choice: 'not_a_choice',
  too_small: 'too_small',
  too_large: 'too_large',
  too_long: 'too_long',
  too_many: 'too_many',
  too_few: 'missing',
  unknown_agency: 'closed_agency',
  unknown_area: 'closed_area',
  unknown_record: 'unseen_record',
  unknown_device: 'unseen_device',
  too_few_points: 'too_few_points',
  ring_open: 'ring_open',
  crosses_itself: 'crosses_itself',
  outside_province: 'outside_province',
}

/** A fault of a record's values, references or drawing in the words of imports. `detail` stays for who reads the API. */
export function faultOfCheck({ code = '', message, params = {} }: FieldFault): CellFault {
  const known = codes[code]
  if (known === undefined) return { code: 'refused', params: { detail: message } }
  const { n } = params
  return { code: known, params: n === undefined ? params : { n, min: n, max: n } }
}
