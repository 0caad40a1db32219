import { useAgencies } from '../api/accounts.ts'
import type { Register, RegisterFilter } from '../api/records.ts'
import { Field } from '../kit/field.tsx'
import { Pick } from '../kit/pick.tsx'
import { useText } from '../text/use-text.ts'
import { readTerms, writeTerms } from './filter-terms.ts'
import { askable } from './register-fields.ts'
import type { SetFilter } from './register-filters.tsx'

/** Conditions on the agency that owns and on fields that are chosen from a list. */
export function MoreFilters(props: { register: Register; filter: RegisterFilter; onSet: SetFilter }) {
  const { register, filter, onSet } = props
  const { t, local } = useText()
  const agencies = (useAgencies().data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))
  const terms = readTerms(filter.is)
  const yesNo = [
    { value: 'true', label: t('register.yes') },
    { value: 'false', label: t('register.no') },
  ]
  const pick = { placeholder: t('register.anyValue'), nothing: t('register.form.nothing') }
  return (
    <div className="register-more">
      <Field label={t('register.agency')}>
        {(control) => (
          <Pick
            {...pick}
            control={control}
            options={agencies}
            value={filter.agency === undefined ? null : String(filter.agency)}
            onChange={(chosen) => onSet({ agency: chosen === null ? undefined : Number(chosen) })}
          />
        )}
      </Field>
      {askable(register).map(({ key, field }) => (
        <Field key={key} label={local(field.label)}>
          {(control) => (
            <Pick
              {...pick}
              control={control}
              options={
                'options' in field
                  ? field.options.map((option) => ({ value: option.key, label: local(option.label) }))
                  : field.kind === 'yes_no'
                    ? yesNo
                    : agencies
              }
              value={terms.get(key)?.[0] ?? null}
              onChange={(chosen) => {
                const rest = new Map(terms)
                if (chosen === null) rest.delete(key)
                else rest.set(key, [chosen])
                onSet({ is: writeTerms(rest) })
              }}
            />
          )}
        </Field>
      ))}
    </div>
  )
}
