import { useAgencies } from '../api/accounts.ts'
import type { Register, RegisterFilter } from '../api/records.ts'
import { ImportButton } from '../imports/import-button.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { useText } from '../text/use-text.ts'
import type { SetFilter } from './register-filters.tsx'
import { useFilterWords } from './use-filter-words.ts'

/** Why a list is empty, and the one next step: the first record, or a wider filter. */
export function NothingFound(props: {
  register: Register
  filter: RegisterFilter
  onSet: SetFilter
  onNew: () => void
}) {
  const { register, filter, onSet, onNew } = props
  const { t } = useText()
  const agencies = useAgencies()
  const conditions = useFilterWords(register, filter, agencies.data ?? [])
  if (conditions.length === 0) {
    const { create } = register.may
    const action = create && (
      <span className="empty-ways">
        <Button onClick={onNew}>{t('register.create')}</Button>
        <ImportButton target={`record.${register.key}`} />
      </span>
    )
    const hint = create ? t('register.emptyHint') : t('register.emptyRead')
    return <EmptyState icon="doc" title={t('register.empty')} hint={hint} action={action} />
  }
  const clear = {
    state: undefined,
    text: undefined,
    deadline: undefined,
    agency: undefined,
    is: undefined,
    from: undefined,
    to: undefined,
    dated: undefined,
  }
  return (
    <EmptyState
      icon="doc"
      title={t('register.noneFound')}
      hint={t('register.noneFoundHint', { what: conditions.map(({ text }) => text).join(', ') })}
      action={<Button onClick={() => onSet(clear)}>{t('register.clear')}</Button>}
    />
  )
}
