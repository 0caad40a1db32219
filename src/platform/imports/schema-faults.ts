import type { z } from 'zod'
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
