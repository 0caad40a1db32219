import type { ReactNode } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import type { FormField } from '../../core/form-field.ts'
import { formatValue } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

type Value = Asset['attributes'][string] | undefined

/** An attribute as a person reads it; null where it is not given. Addresses of sites can be followed. */
export function useAttributeText() {
  const { t, language, local } = useText()
  return (field: FormField, value: Value): ReactNode => {
    if (value === null || value === undefined || value === '') return null
    if (field.kind === 'choice') {
      const option = field.options.find(({ key }) => key === value)
      return option ? local(option.label) : String(value)
    }
    if (field.kind === 'yes_no') return value === true ? t('register.yes') : t('register.no')
    if (typeof value === 'number') {
      const unit = 'unit' in field ? (field.unit ?? '') : ''
      // A year is a name, not an amount: no separator of thousands.
      return unit === '' && Number.isInteger(value) ? String(value) : formatValue(value, unit, language)
    }
    if (field.kind === 'link') {
      return (
        <a className="link asset-address" href={String(value)} target="_blank" rel="noreferrer noopener">
          {String(value).replace(/^https?:\/\/(www\.)?|\/$/g, '')}
        </a>
      )
    }
    return String(value)
  }
}
