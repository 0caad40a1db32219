import './registers.css'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react'
import {
  type Register,
  type RegisterFilter,
  useHiddenRegisters,
  useRecordCounts,
  useRecords,
  useRegisters,
} from '../api/records.ts'
import { ImportButton } from '../imports/import-button.tsx'
import { Button } from '../kit/button.tsx'
import { ErrorBox, NoRight, NotThere } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { NothingFound } from './nothing-found.tsx'
import { RecordDrawer } from './record-drawer.tsx'
import { RegisterActions, type View } from './register-actions.tsx'
import { RegisterFilters } from './register-filters.tsx'
import { RegisterTable } from './register-table.tsx'
import { useKnownFilter } from './use-known-filter.ts'
import { useRegisterKeys } from './use-register-keys.ts'

const RecordDialog = lazy(() => import('./record-dialog.tsx').then((m) => ({ default: m.RecordDialog })))
const RegisterCalendar = lazy(() =>
  import('./calendar/register-calendar.tsx').then((m) => ({ default: m.RegisterCalendar })),
)
const RegisterMap = lazy(() => import('./drawing/register-map.tsx').then((m) => ({ default: m.RegisterMap })))
const RegisterBoard = lazy(() => import('./register-board.tsx').then((m) => ({ default: m.RegisterBoard })))

/** What the foot says: how many, how many of them late, which columns did not fit, and the keys. */
function Foot(props: {
  register: Register
  filter: RegisterFilter
  /** The columns that did not fit. */
  hidden: string
  isWhole: boolean
  onWhole: (isWhole: boolean) => void
}) {
  const { register, filter, hidden, isWhole } = props
  const { t, language } = useText()
  const { data: counts } = useRecordCounts(register, filter)
  return (
    <footer className="foot register-foot">
      <span role="status">
        {counts && t('register.count', { n: formatNumber(counts.total, language) })}
        {counts &&
          counts.overdue > 0 &&
          ` · ${t('register.overdueCount', { n: formatNumber(counts.overdue, language) })}`}
      </span>
      {(hidden !== '' || isWhole) && (
        <span className="register-fit">
          {hidden !== '' && `${t('register.fit.hidden', { columns: hidden })} `}
          <button type="button" className="link" onClick={() => props.onWhole(!isWhole)}>
            {isWhole ? t('register.fit.fit') : t('register.fit.whole')}
          </button>
        </span>
      )}
      <span className="grow" />
      <span className="register-keys">{t('register.keys')}</span>
    </footer>
  )
}

function Body({ register }: { register: Register }) {
  const { t, local } = useText()
  const { id, view, month, ...asked } = useSearch({ from: '/shell/so/$module/$type' })
  const { filter, unknown } = useKnownFilter(register, asked)
  const navigate = useNavigate({ from: '/so/$module/$type' })
  const isBoard = view === 'board'
  const isCalendar = view === 'calendar' && register.dates.length > 0
  const isMap = view === 'map' && register.geometry !== null
  const isTable = !isBoard && !isCalendar && !isMap
  const look = isMap ? 'table-wrap register-list register-on-map' : 'table-wrap register-list'
  // On a map a thousand are seen as easily as a hundred.
  const { list, items } = useRecords(register, filter, isMap ? 1_000 : 100, !isBoard && !isCalendar)
  const { data: counts } = useRecordCounts(register, filter)
  const [isCreating, setCreating] = useState(false)
  const [hidden, setHidden] = useState('')
  const [isWhole, setWhole] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  useTitle(local(register.plural))

  const set = useCallback(
    (change: object) => void navigate({ search: (now) => ({ ...now, ...change }), replace: true }),
    [navigate],
  )
  const open = useCallback((chosen: string | undefined) => set({ id: chosen }), [set])
  const onMonth = useCallback((chosen: string | undefined) => set({ month: chosen }), [set])
  const close = useCallback(() => open(undefined), [open])
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage])
  useRegisterKeys({
    chosen: id,
    onOpen: open,
    onClose: close,
    onNew: useMemo(() => (register.may.create ? () => setCreating(true) : undefined), [register]),
    onSearch: useCallback(() => search.current?.focus(), []),
    onEnd: more,
  })
  const onView = (chosen: View) => set({ view: chosen === 'table' ? undefined : chosen })

  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <Link to="/so">{t('register.title')}</Link>
            <Icon name="right" size={12} />
            <span>{local(register.module.name)}</span>
          </>
        }
        title={local(register.plural)}
        actions={
          <RegisterActions
            register={register}
            filter={filter}
            view={isBoard ? 'board' : isCalendar ? 'calendar' : isMap ? 'map' : 'table'}
            onView={onView}
            onNew={() => setCreating(true)}
          >
            {register.may.create && <ImportButton target={`record.${register.key}`} />}
          </RegisterActions>
        }
      />
      <RegisterFilters register={register} filter={filter} search={search} onSet={set} />
      {unknown.length > 0 && (
        <p className="note-box register-unknown" role="status">
          {t('register.unknownState', { states: unknown.join(', ') })}
        </p>
      )}
      <div className={`register${id ? ' register-split' : ''}`}>
        {(isBoard || isCalendar) && counts?.total === 0 ? (
          <div className="table-wrap register-list">
            <NothingFound register={register} filter={filter} onSet={set} onNew={() => setCreating(true)} />
          </div>
        ) : isBoard ? (
          <Suspense fallback={<Loading rows={8} />}>
            <RegisterBoard register={register} filter={filter} chosen={id} onTable={() => onView('table')} />
          </Suspense>
        ) : isCalendar ? (
          <Suspense fallback={<Loading rows={8} />}>
            <RegisterCalendar
              register={register}
              filter={filter}
              month={month}
              chosen={id}
              onMonth={onMonth}
              onBy={(by) => set({ by, from: undefined, to: undefined })}
            />
          </Suspense>
        ) : (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className={look} aria-label={local(register.plural)} tabIndex={0}>
            {list.isPending && <Loading rows={8} />}
            {list.error && !items && <ErrorBox error={list.error} onRetry={() => void list.refetch()} />}
            {items?.length === 0 && (
              <NothingFound register={register} filter={filter} onSet={set} onNew={() => setCreating(true)} />
            )}
            {items && items.length > 0 && isMap && (
              <Suspense fallback={<Loading rows={8} />}>
                <RegisterMap register={register} items={items} chosen={id} onChoose={open} />
              </Suspense>
            )}
            {items && items.length > 0 && isTable && (
              <RegisterTable
                register={register}
                items={items}
                chosen={id}
                sort={filter.sort}
                onSort={(sort) => set({ sort })}
                isWhole={isWhole}
                onHidden={setHidden}
              />
            )}
            {hasNextPage && (
              <div className="foot">
                <Button onClick={more} disabled={isFetchingNextPage}>
                  {t('common.more')}
                </Button>
              </div>
            )}
          </section>
        )}
        {id && <RecordDrawer key={id} register={register} id={id} onClose={close} />}
      </div>
      <Foot
        register={register}
        filter={filter}
        hidden={isTable ? hidden : ''}
        isWhole={isWhole && isTable}
        onWhole={setWhole}
      />
      {isCreating && (
        <Suspense>
          <RecordDialog register={register} onClose={() => setCreating(false)} onSaved={open} />
        </Suspense>
      )}
    </div>
  )
}

/** One register: its list or board with filters in the address, and the chosen record in a drawer beside it. */
export function RegisterPage() {
  const { t } = useText()
  const { module, type } = useParams({ from: '/shell/so/$module/$type' })
  const { data, error, refetch } = useRegisters()
  const { data: hidden } = useHiddenRegisters()
  const isThis = ({ key }: { key: string }) => key === `${module}.${type}`
  const [register, unseen] = [data?.find(isThis), hidden?.find(isThis)]
  if (error && !data) return <ErrorBox whole error={error} onRetry={() => void refetch()} />
  if (unseen) return <NoRight rights={[unseen.right.id]} whole />
  if (data && !register) return <NotThere whole />
  return register ? <Body key={register.key} register={register} /> : <LoadingPage title={t('register.title')} />
}
