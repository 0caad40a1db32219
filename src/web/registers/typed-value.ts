import type { Field } from '../../core/field.ts'
import type { Language } from '../../core/text.ts'
import { formatNumber } from '../kit/format.ts'

/** `1.250.000,5` in Vietnamese, `1,250,000.5` in English; null where it is no number. */
export function readNumber(typed: string, language: Language): number | null {
  const [group, point] = language === 'vi' ? ['.', ','] : [',', '.']
  const bare = typed.replaceAll(/[\s\u00a0đ₫]/g, '').replace('\u2212', '-')
  const whole = `-?(\\d+|\\d{1,3}(\\${group}\\d{3})+)`
  if (!new RegExp(`^${whole}(\\${point}\\d+)?$`).test(bare)) return null
  return Number(bare.replaceAll(group ?? '', '').replace(point ?? '', '.'))
}

/** A number as it is typed in the language; anything else as it was typed. */
export const writeNumber = (value: unknown, language: Language): string =>
  typeof value === 'number' ? formatNumber(value, language, 10).replace('\u2212', '-') : String(value ?? '')

/** What is wrong with a value, to be said in words at its field. */
export type Fault =
  | { readonly key: 'required' | 'date' | 'instant' | 'number' | 'whole' | 'link' }
  | { readonly key: 'least' | 'most'; readonly n: number }

const isEmpty = (value: unknown) => value === null || value === undefined || value === '' || String(value) === ''

/** Checks what was typed before it is sent, so that it is told in words at once. The server decides in the end. */
export function faultOf(field: Field, value: unknown, isRequired: boolean): Fault | null {
  if (isEmpty(value)) return isRequired ? { key: 'required' } : null
  switch (field.kind) {
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? null : { key: 'date' }
    case 'instant':
      return /^\d{4}-\d\d-\d\dT/.test(String(value)) ? null : { key: 'instant' }
    case 'money':
    case 'integer':
    case 'number':
      return numberFault(field, value)
    case 'link':
      return /^https?:\/\/\S+\.\S+$/.test(String(value)) ? null : { key: 'link' }
    case 'text':
      return isRequired && String(value).trim() === '' ? { key: 'required' } : null
    default:
      return null
  }
}

function numberFault(field: Field & { kind: 'money' | 'integer' | 'number' }, value: unknown): Fault | null {
  if (typeof value !== 'number') return { key: 'number' }
  if (field.kind !== 'number' && !Number.isInteger(value)) return { key: 'whole' }
  const least = field.kind === 'money' ? 0 : field.min
  if (least !== undefined && value < least) return { key: 'least', n: least }
  const most = field.kind === 'money' ? undefined : field.max
  return most !== undefined && value > most ? { key: 'most', n: most } : null
}
