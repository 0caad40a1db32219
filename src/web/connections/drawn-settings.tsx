import { type FormEvent, type ReactNode, useState } from 'react'
import type { FormFields } from '../../core/form-field.ts'
import { useFormFaults } from '../assets/use-form-faults.ts'
import { Button } from '../kit/button.tsx'
import { DrawnFields } from '../kit/drawn-field.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { draftOf, readDraft } from '../kit/form-values.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** The form of declared settings, of a connector or a channel. What was typed stays when it is refused; faults stand at their fields. */
export function DrawnSettings(props: {
  fields: FormFields
  config: Readonly<Record<string, unknown>>
  error: Error | null
  isPending: boolean
  onSave: (config: Record<string, unknown>) => void
  onClose: () => void
  children?: ReactNode
}) {
  const { fields, error } = props
  const { t } = useText()
  const problemText = useProblemText()
  const { ofPage, ofServer } = useFormFaults('config.', fields)
  const [draft, setDraft] = useState(draftOf(fields, props.config))
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const refused = ofServer(error)
  const faults = Object.keys(wrong).length > 0 ? wrong : refused

  function submit(event: FormEvent) {
    event.preventDefault()
    const read = readDraft(fields, draft)
    setWrong(ofPage(read.faults))
    if (Object.keys(read.faults).length === 0) props.onSave(read.values)
  }

  return (
    <form className="form" onSubmit={submit} noValidate autoComplete="off">
      <ErrorSummary
        errors={Object.fromEntries(Object.entries(faults).map(([key, text]) => [`field-${key}`, text]))}
        general={
          error && Object.keys(refused).length === 0 ? `${t('error.saveTitle')} ${problemText(error)}` : undefined
        }
      />
      {props.children}
      <DrawnFields
        areSettings
        fields={fields}
        values={draft}
        faults={faults}
        onChange={(key, value) => setDraft((now) => ({ ...now, [key]: value }))}
      />
      <div className="form-actions">
        <Button onClick={props.onClose}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" disabled={props.isPending}>
          {t('asset.form.save')}
        </Button>
      </div>
    </form>
  )
}
