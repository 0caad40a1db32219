import type { Record as RecordRow } from '../../core/api/records.ts'
import type { Field } from '../../core/field.ts'
import { useText } from '../text/use-text.ts'
import { valueText } from './value-text.ts'

/** Writes values of records in the language of the page. */
export function useValueText() {
  const { t, language } = useText()
  const words = { language, yes: t('register.yes'), no: t('register.no'), other: t('register.other') }
  return (field: Field, value: unknown, refs: RecordRow['refs']) => valueText(field, value, refs, words)
}
