import type { Term } from '../../core/api/term.ts'
import { isTerm, longestTerm, type TermUnit, termUnits } from '../../core/term.ts'
import { useText } from '../text/use-text.ts'
import { Field } from './field.tsx'

/** A term as it is being typed. */
export interface TypedTerm {
  readonly amount: string
  readonly unit: TermUnit
}

export const isTyped = ({ amount, unit }: TypedTerm): boolean => isTerm(Number(amount), unit)

/** What was typed as a term; whether it may be set says {@link isTyped}. */
export const termOf = ({ amount, unit }: TypedTerm): Term => ({ amount: Number(amount), unit })

/** A number of hours or of working days; `id` is that of the number. */
export function TermField(props: {
  id: string
  label: string
  error: string | undefined
  term: TypedTerm
  onTerm: (term: TypedTerm) => void
}) {
  const { id, label, error, term, onTerm } = props
  const { t } = useText()
  return (
    <Field label={label} id={id} error={error}>
      {(control) => (
        <span className="term-field">
          <input
            {...control}
            className="input input-short"
            type="number"
            min={1}
            max={longestTerm[term.unit]}
            value={term.amount}
            onChange={({ target }) => onTerm({ ...term, amount: target.value })}
          />
          <select
            className="input"
            aria-label={t('term.unit')}
            value={term.unit}
            onChange={({ target }) =>
              onTerm({ ...term, unit: termUnits.find((each) => each === target.value) ?? term.unit })
            }
          >
            {termUnits.map((unit) => (
              <option key={unit} value={unit}>
                {t(`term.units.${unit}`)}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  )
}
