import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useText } from '../text/use-text.ts'
import { Icon } from './icon.tsx'

/** What a control inside a field must carry so that its label, hint and error belong to it. */
export interface FieldProps {
  id: string
  'aria-describedby': string | undefined
  'aria-invalid': boolean
}

/** One field of a form: label above, hint below it, the error above the control saying how to mend it. */
export function Field(props: {
  label: string
  hint?: string | undefined
  error?: string | undefined
  /** It may be left empty; words say when it may not. */
  optional?: boolean | string
  id?: string
  children: (control: FieldProps) => ReactNode
}) {
  const { t } = useText()
  const made = useId()
  const id = props.id ?? made
  const describedBy = [props.hint && `${id}-hint`, props.error && `${id}-error`].filter(Boolean).join(' ')
  return (
    <div className={`field${props.error ? ' field-wrong' : ''}`}>
      <label htmlFor={id}>
        {props.label}{' '}
        {props.optional && (
          <span className="field-optional">{props.optional === true ? t('common.optional') : props.optional}</span>
        )}
      </label>
      {props.hint && (
        <p className="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.error && (
        <p className="field-error" id={`${id}-error`}>
          <Icon name="warn" size={14} />
          {props.error}
        </p>
      )}
      {props.children({ id, 'aria-describedby': describedBy || undefined, 'aria-invalid': Boolean(props.error) })}
    </div>
  )
}

/** The box above a form that takes focus and links to each field that must be mended. */
export function ErrorSummary({ errors, general }: { errors: Record<string, string>; general?: string | undefined }) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const fields = Object.entries(errors)
  const shown = fields.length > 0 || general !== undefined
  const told = useRef<readonly string[]>([])
  const fingerprint = JSON.stringify([general ?? '', ...fields.map((each) => each.join())])
  useEffect(() => {
    const now: string[] = JSON.parse(fingerprint)
    // One that was mended is no news: the focus stays where it is.
    if (now.some((each) => each !== '' && !told.current.includes(each))) box.current?.focus()
    told.current = now
  }, [fingerprint])
  if (!shown) return null
  return (
    <div className="error-summary" role="alert" tabIndex={-1} ref={box}>
      {general && <p>{general}</p>}
      {fields.length > 0 && (
        <>
          <strong>{t('error.form', { n: fields.length })}</strong>
          <ul>
            {fields.map(([id, text]) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(id)?.focus()
                  }}
                >
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
