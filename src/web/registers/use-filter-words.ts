import type { Register, RegisterFilter } from '../api/records.ts'
import { lowerFirst } from '../assets/lower-first.ts'
import { writeDate } from '../kit/typed-date.ts'
import { useText } from '../text/use-text.ts'
import { chosenDate, dateLabel } from './calendar/date-label.ts'
import { readTerms, toggleName, toggleTerm, writeTerms } from './filter-terms.ts'
import { fieldsOf } from './register-fields.ts'

interface Condition {
  readonly key: string
  readonly text: string
  /** The change that takes it away. */
  readonly without: Partial<RegisterFilter>
}

/** Every condition of a filter in words, each with the way to take it away. */
export function useFilterWords(
  register: Register,
  filter: RegisterFilter,
  agencies: readonly { id: number; name: string }[],
): Condition[] {
  const { t, local } = useText()
  const { state, text, deadline, agency, is, from, to } = filter
  const terms = readTerms(is)
  const agencyName = (id: number) => agencies.find((each) => each.id === id)?.name ?? `#${id}`

  function valueName(key: string, value: string): string {
    const field = fieldsOf(register).find((each) => each.key === key)?.field
    if (!field) return `${key} ${value}`
    const option = 'options' in field ? field.options.find((each) => each.key === value) : undefined
    const yesNo = value === 'true' ? t('register.yes') : t('register.no')
    const isAgency = field.kind === 'agency' || field.kind === 'agencies'
    const name = option
      ? local(option.label)
      : field.kind === 'yes_no'
        ? yesNo
        : isAgency
          ? agencyName(Number(value))
          : ''
    return name === '' ? local(field.label) : `${local(field.label)}: ${name}`
  }

  function daysText(): string {
    const by = chosenDate(register, filter.by)
    const label = by === undefined ? null : dateLabel(register, by)
    const name = label ? local(label) : t('register.deadline')
    if (filter.dated) return t('register.undated', { date: lowerFirst(name) })
    if (from === to) return `${name}: ${writeDate(from)}`
    const words = [from && t('register.from', { day: writeDate(from) }), to && t('register.to', { day: writeDate(to) })]
    return `${name} ${words.filter(Boolean).join(' ')}`
  }

  return [
    ...(text ? [{ key: 'text', text: t('register.textIs', { text }), without: { text: undefined } }] : []),
    ...(state?.split(',') ?? []).map((key) => ({
      key: `state ${key}`,
      text: local(register.lifecycle.states[key]?.name ?? { vi: key, en: key }),
      without: { state: toggleName(state, key) },
    })),
    ...(deadline ? [{ key: 'deadline', text: t(`deadline.${deadline}`), without: { deadline: undefined } }] : []),
    ...(from || to || filter.dated
      ? [{ key: 'days', text: daysText(), without: { from: undefined, to: undefined, dated: undefined } }]
      : []),
    ...(agency === undefined
      ? []
      : [{ key: 'agency', text: `${t('register.agency')}: ${agencyName(agency)}`, without: { agency: undefined } }]),
    ...[...terms].flatMap(([key, values]) =>
      values.map((value) => ({
        key: `${key} ${value}`,
        text: valueName(key, value),
        without: { is: writeTerms(toggleTerm(terms, key, value)) },
      })),
    ),
  ]
}
