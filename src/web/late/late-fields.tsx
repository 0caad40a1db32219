import './late.css'
import type { SayWhyLate } from '../../core/api/late-reasons.ts'
import { useLateReasons } from '../api/late-reasons.ts'
import { Field } from '../kit/field.tsx'
import { useText } from '../text/use-text.ts'

/** What is chosen and typed so far; a reason of null: nothing is said. */
export interface Saying {
  readonly reason: string | null
  readonly words: string
}
export const nothingSaid: Saying = { reason: null, words: '' }

/** What can be sent of it; null where no reason is chosen, or words are missing that it needs. */
export function useComplete(saying: Saying): { said: SayWhyLate | null; lacksWords: boolean } {
  const { data = [] } = useLateReasons()
  const chosen = data.find(({ key }) => key === saying.reason)
  const words = saying.words.trim()
  const lacksWords = chosen?.needsWords === true && words === ''
  return { said: chosen && !lacksWords ? { reason: chosen.key, words } : null, lacksWords }
}

/** Asks why something is late: one of the reasons of the province, and words besides. */
export function LateFields(props: {
  saying: Saying
  onChange: (saying: Saying) => void
  optional: boolean
  wrong?: string | undefined
}) {
  const { t, local } = useText()
  const { saying, onChange, optional, wrong } = props
  const { data = [] } = useLateReasons()
  const chosen = data.find(({ key }) => key === saying.reason)
  return (
    <>
      <fieldset className={`late-choice${wrong ? ' field-wrong' : ''}`} id="late-reason">
        <legend className={optional ? undefined : 'visually-hidden'}>
          {t('late.why')} {optional && <span className="field-optional">{t('common.optional')}</span>}
        </legend>
        {wrong && <p className="field-error">{wrong}</p>}
        {data
          .filter(({ key, retiredAt }) => retiredAt === null || key === saying.reason)
          .map(({ key, name }) => (
            <label key={key}>
              <input
                type="radio"
                name="late-reason"
                checked={key === saying.reason}
                onChange={() => onChange({ ...saying, reason: key })}
              />
              {local(name)}
            </label>
          ))}
      </fieldset>
      {chosen && (
        <Field
          label={t('late.words')}
          id="late-words"
          optional={!chosen.needsWords}
          {...(chosen.countsAs === 'data' ? { hint: t('late.asData') } : {})}
        >
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={1_000}
              autoComplete="off"
              value={saying.words}
              onChange={({ target }) => onChange({ ...saying, words: target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}
