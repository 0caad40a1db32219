import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRoles } from '../api/accounts.ts'
import { useAgencyTree } from '../api/places.ts'
import { accountSearch } from '../search.ts'
import { useText } from '../text/use-text.ts'

const states = ['active', 'disabled', 'closed_agency'] as const

/** Narrows the list of accounts; what is chosen stands in the address. */
export function AccountFilters() {
  const { t, local } = useText()
  const search = useSearch({ from: '/shell/cai-dat' })
  const navigate = useNavigate({ from: '/cai-dat' })
  const agencies = useAgencyTree(true)
  const roles = useRoles()
  const set = (change: { [K in keyof typeof search]?: (typeof search)[K] | undefined }) => {
    const chosen = Object.entries({ ...search, ma: undefined, ...change }).filter(([, value]) => value !== undefined)
    // Read again as an address is read, so that only what may stand there does.
    void navigate({ search: accountSearch(Object.fromEntries(chosen)), replace: true })
  }
  return (
    <div className="filters">
      <input
        type="search"
        className="input settings-search"
        aria-label={t('accounts.search')}
        placeholder={t('accounts.search')}
        defaultValue={search.q ?? ''}
        onChange={({ target }) => set({ q: target.value.trim() === '' ? undefined : target.value })}
      />
      <select
        className="input settings-filter"
        aria-label={t('accounts.agencyFilter')}
        value={search.agency ?? ''}
        onChange={({ target }) => set({ agency: target.value === '' ? undefined : Number(target.value) })}
      >
        <option value="">{t('accounts.anyAgency')}</option>
        {agencies.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        className="input settings-filter"
        aria-label={t('accounts.roleFilter')}
        value={search.role ?? ''}
        onChange={({ target }) => set({ role: target.value === '' ? undefined : target.value })}
      >
        <option value="">{t('accounts.anyRole')}</option>
        {roles.data?.items.map(({ id, name }) => (
          <option key={id} value={id}>
            {local(name)}
          </option>
        ))}
      </select>
      <select
        className="input settings-filter"
        aria-label={t('accounts.stateFilter')}
        value={search.state ?? ''}
        onChange={({ target }) => set({ state: states.find((each) => each === target.value) })}
      >
        <option value="">{t('accounts.state.all')}</option>
        {states.map((state) => (
          <option key={state} value={state}>
            {t(`accounts.state.${state}`)}
          </option>
        ))}
      </select>
    </div>
  )
}
