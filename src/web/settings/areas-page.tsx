import { useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useDeferredValue, useState } from 'react'
import type { Area } from '../../core/api/places.ts'
import { useAreas } from '../api/places.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { AddressAnswerBox } from './address-answer-box.tsx'
import { ImportsPanel } from './area-imports.tsx'
import { AreaPanel } from './area-panel.tsx'
import { SettingsNav } from './settings-nav.tsx'

const NewListDialog = lazy(() => import('./new-list-dialog.tsx').then((m) => ({ default: m.NewListDialog })))

function AreaTable({ areas, onOpen }: { areas: readonly Area[]; onOpen: (code: string) => void }) {
  const { t } = useText()
  return (
    <table className="table">
      <thead>
        <tr>
          {(['name', 'code', 'province', 'from'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`areas.col.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {areas.map(({ code, name, parent, validFrom }) => (
          <tr key={code}>
            <td className="wide">
              <button type="button" className="link" onClick={() => onOpen(code)}>
                {name}
              </button>
            </td>
            <td className="first nowrap">{code}</td>
            <td>{parent?.name ?? t('common.empty')}</td>
            <td className="state nowrap">{validFrom ? formatDate(validFrom) : t('common.empty')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Settings: the areas of the country, old addresses, and new official lists. */
export function AreasPage() {
  const { t } = useText()
  useTitle(t('areas.title'))
  const { can, session } = useSession()
  const mayImport = can('areas.manage') && session?.reach === 'province'
  const { ma, muc } = useSearch({ from: '/shell/cai-dat/dia-gioi' })
  const navigate = useNavigate({ from: '/cai-dat/dia-gioi' })
  const [mode, setMode] = useState<'name' | 'address'>('name')
  const [text, setText] = useState('')
  const [adding, setAdding] = useState(false)
  const words = useDeferredValue(text.trim())
  const { list, items } = useAreas(mode === 'name' ? words : '')
  const open = (code: string) => navigate({ search: { ma: code } })
  const label = t(mode === 'name' ? 'areas.search' : 'areas.address')
  return (
    <div className="page">
      <PageHead
        crumb={t('settings.title')}
        title={t('areas.title')}
        actions={
          mayImport && (
            <>
              <Button onClick={() => navigate({ search: { muc: 'imports' } })}>{t('areas.imports')}</Button>
              <Button look="primary" onClick={() => setAdding(true)}>
                <Icon name="plus" size={16} />
                {t('areas.newList')}
              </Button>
            </>
          )
        }
      />
      <SettingsNav />
      <div className="filters">
        <Segments
          label={t('areas.mode')}
          value={mode}
          options={[
            ['name', t('areas.byName')],
            ['address', t('areas.byAddress')],
          ]}
          onChange={setMode}
        />
        <input
          type="search"
          className="input settings-search"
          aria-label={label}
          placeholder={label}
          value={text}
          maxLength={200}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <div className={`settings-split${ma || muc ? ' settings-split-open' : ''}`}>
        {mode === 'address' && <AddressAnswerBox address={words} onOpen={open} />}
        <div className="table-wrap" hidden={mode === 'address'}>
          {list.isPending && <Loading rows={8} />}
          {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
          {items?.length === 0 &&
            (words !== '' ? (
              <EmptyState icon="pin" title={t('areas.none')} hint={t('areas.noneHint')} />
            ) : (
              <EmptyState
                icon="pin"
                title={t('areas.empty')}
                hint={t(mayImport ? 'areas.emptyHint' : 'areas.emptyRead')}
                action={mayImport && <Button onClick={() => setAdding(true)}>{t('areas.newList')}</Button>}
              />
            ))}
          {items && items.length > 0 && <AreaTable areas={items} onOpen={open} />}
          {list.hasNextPage && (
            <div className="foot">
              <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
            </div>
          )}
        </div>
        {ma && <AreaPanel key={ma} code={ma} onOpen={open} onClose={() => navigate({ search: {} })} />}
        {muc && !ma && mayImport && <ImportsPanel onClose={() => navigate({ search: {} })} />}
      </div>
      {adding && (
        <Suspense>
          <NewListDialog onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </div>
  )
}
