import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { AssetCounts } from '../../core/api/assets.ts'
import { useAgencies } from '../api/accounts.ts'
import type { AssetKind } from '../api/assets.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

const typingMs = 250
const states = ['alert', 'silent', 'never', 'fine', 'retired'] as const

/** Sets parts of the list's address; what is undefined leaves it. */
function useSetFilter() {
  const navigate = useNavigate({ from: '/thiet-bi/$module/$type' })
  return (change: object) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true })
}

function Search() {
  const { t } = useText()
  const { q } = useSearch({ from: '/shell/thiet-bi/$module/$type' })
  const set = useSetFilter()
  const [text, setText] = useState(q ?? '')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  // Emptied from outside, e.g. by the button that takes all filters away.
  useEffect(() => {
    if (q === undefined) setText('')
  }, [q])
  return (
    <input
      className="input asset-search"
      type="search"
      value={text}
      placeholder={t('asset.search')}
      aria-label={t('asset.search')}
      onChange={(event) => {
        const typed = event.target.value
        setText(typed)
        clearTimeout(timer.current)
        timer.current = setTimeout(() => set({ q: typed || undefined }), typingMs)
      }}
    />
  )
}

/** How the list is narrowed and sorted: words, agency, state with its count, order. All of it stands in the address. */
export function AssetFilters({ kind, counts }: { kind: AssetKind; counts: AssetCounts | undefined }) {
  const { t, language, local } = useText()
  const { agency, state, sort } = useSearch({ from: '/shell/thiet-bi/$module/$type' })
  const set = useSetFilter()
  const agencies = useAgencies()
  const measures = kind.series.filter(({ words }) => words === null)
  const chips = [undefined, ...states.filter((each) => each === state || (counts?.[each] ?? 0) > 0)]
  return (
    <div className="filters asset-filters">
      <Search />
      <select
        className="input"
        value={agency ?? ''}
        aria-label={t('asset.agency')}
        onChange={(event) => set({ agency: event.target.value === '' ? undefined : Number(event.target.value) })}
      >
        <option value="">{t('asset.anyAgency')}</option>
        {agencies.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        className="input"
        value={sort ?? 'worst'}
        aria-label={t('asset.sort')}
        onChange={(event) => set({ sort: event.target.value === 'worst' ? undefined : event.target.value })}
      >
        {(['worst', 'name', 'code', 'agency', 'received'] as const).map((each) => (
          <option key={each} value={each}>
            {t(`asset.sorts.${each}`)}
          </option>
        ))}
        {measures.flatMap(({ key, name }) => [
          <option key={key} value={`value.${key}`}>
            {t('asset.sorts.low', { name: local(name) })}
          </option>,
          <option key={`-${key}`} value={`-value.${key}`}>
            {t('asset.sorts.high', { name: local(name) })}
          </option>,
        ])}
      </select>
      <fieldset className="asset-chips">
        <legend className="visually-hidden">{t('asset.states')}</legend>
        {chips.map((each) => (
          <button
            key={each ?? 'all'}
            type="button"
            className="asset-chip"
            aria-pressed={each === state}
            onClick={() => set({ state: each })}
          >
            {t(`asset.state.${each ?? 'all'}`)}
            {counts && <span className="asset-chip-count">{formatNumber(counts[each ?? 'total'], language)}</span>}
          </button>
        ))}
      </fieldset>
    </div>
  )
}
