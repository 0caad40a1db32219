import { useState } from 'react'
import { Field } from '../kit/field.tsx'
import { useText } from '../text/use-text.ts'

/** Chooses one file in the page's own words: the browser's field speaks the browser's language. */
export function AreaFileField(props: {
  id: string
  label: string
  hint: string
  accept: string
  error: string | undefined
  optional?: boolean
  onChoose: (file: File | null) => void
}) {
  const { t } = useText()
  const [name, setName] = useState<string>()
  return (
    <Field
      id={props.id}
      label={props.label}
      hint={props.hint}
      error={props.error}
      {...(props.optional ? { optional: true } : {})}
    >
      {(control) => (
        <div className="settings-file">
          <input
            {...control}
            className="visually-hidden"
            type="file"
            accept={props.accept}
            onChange={(event) => {
              const file = event.target.files?.[0] ?? null
              setName(file?.name)
              props.onChoose(file)
            }}
          />
          <label htmlFor={control.id} className="btn btn-plain">
            {t('import.chooseFile')}
          </label>
          <span>{name ?? t('import.noFile')}</span>
        </div>
      )}
    </Field>
  )
}
