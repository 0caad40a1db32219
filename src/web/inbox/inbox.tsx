import './inbox.css'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useCallback, useId, useRef, useState } from 'react'
import type { Alert, AlertLine as Line, LineGroup } from '../../core/api/alerts.ts'
import { useLines } from '../api/alert-lines.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { Segments } from '../kit/segments.tsx'
import { useText } from '../text/use-text.ts'
import { byArea } from './by-area.ts'
import { groupLines, lineKey } from './group-lines.ts'
import { InboxEmpty } from './inbox-empty.tsx'
import { InboxFoot } from './inbox-foot.tsx'
import { InboxHead } from './inbox-head.tsx'
import { isNarrow, type LineFilter } from './line-filter.ts'
import { LineList } from './line-list.tsx'
import type { LineOrder } from './order-choice.tsx'
import { ShiftBar } from './shift-bar.tsx'
import { useBringBack } from './use-bring-back.ts'
import { useClose } from './use-close.ts'
import { useHeldBack } from './use-held-back.ts'
import { useHeldLine } from './use-held-line.ts'
import { useInboxKeys } from './use-inbox-keys.ts'
import { useTakeLine } from './use-take-line.ts'

const ruleName = (lines: readonly Line[] | undefined, local: (words: Alert['title']) => string) => {
  const name = lines?.[0]?.alert.rule.name
  return name && local(name)
}

// Who narrows waits a moment for it; who only looks does not carry it.
const FilterPanel = lazy(() => import('./filter-panel.tsx').then((m) => ({ default: m.FilterPanel })))
const CloseGroup = lazy(() => import('./close-group.tsx').then((m) => ({ default: m.CloseGroup })))
const FilterBand = lazy(() => import('./filter-band.tsx').then((m) => ({ default: m.FilterBand })))

type View = 'work' | 'shelved' | 'muted'

/** How the lines are ordered and narrowed, as the address carries it. */
export type InboxView = LineFilter & { readonly order?: 'area' | undefined }

/**
 * Open alerts by line, in their groups; what is shelved and what is in maintenance apart, and counted. `onOpen` chooses an alert; keys
 * J, K, A and X work while it is on screen. `rule`: only alerts by the rule with this key, until `onAll`.
 */
export function Inbox(props: {
  chosen: string | undefined
  rule: string | undefined
  order: 'area' | undefined
  filter: LineFilter
  onOpen: (alert: Alert) => void
  onAll: () => void
  onView: (view: InboxView) => void
}) {
  const { chosen, rule, order, filter, onOpen, onView } = props
  const { t, local, language } = useText()
  const [view, setView] = useState<View>('work')
  const { list, page, items, hasMore, more } = useLines(view === 'work' ? undefined : view, rule, filter)
  const { can } = useSession()
  const mayHandle = can('alerts.handle')
  const [isFilterOpen, setFilterOpen] = useState(false)
  const filterId = useId()
  const setOrder = (wanted: LineOrder) => onView({ order: wanted === 'area' ? wanted : undefined })
  const take = useTakeLine()
  const closeOne = useClose()
  const close = useCallback((line: Line) => closeOne({ alert: line.alert, line }), [closeOne])
  const bringBack = useBringBack()
  const { held, hold, leave } = useHeldLine()
  const body = useRef<HTMLDivElement>(null)
  const back = useHeldBack((items ?? []).map((line) => ({ id: lineKey(line), line })))
  const groups = groupLines(
    back.shown.map(({ line }) => line),
    held,
  )
  const inOrder = groups.flatMap(({ items: lines }) =>
    order === 'area' ? byArea(lines).flatMap((place) => place.items) : lines,
  )
  useInboxKeys({ lines: inOrder, chosen, onOpen, onTake: take, onClose: close })

  const counts = page?.lines
  const number = (n: number) => formatNumber(n, language)
  const withCount = (name: string, n = 0) => (n === 0 ? name : `${name} ${number(n)}`)
  const inView: readonly LineGroup[] = view === 'work' ? ['fresh', 'taken', 'calmed'] : [view]
  const all = inView.reduce((sum, group) => sum + (counts?.[group] ?? 0), 0)
  const count = (group: LineGroup) => {
    const [lines, alerts] = [page?.lines[group] ?? 0, page?.alerts[group] ?? 0]
    return lines === alerts ? number(lines) : t('line.count', { lines: number(lines), alerts: number(alerts) })
  }
  return (
    <section className="panel inbox" aria-label={t('inbox.label')}>
      <InboxHead
        order={order ?? 'newest'}
        onOrder={setOrder}
        filterId={filterId}
        isOpen={isFilterOpen}
        isNarrow={isNarrow(filter)}
        onOpen={setFilterOpen}
      />
      {isFilterOpen && (
        <Suspense fallback={<Loading rows={2} />}>
          <FilterPanel id={filterId} filter={filter} onFilter={onView} order={order ?? 'newest'} onOrder={setOrder} />
        </Suspense>
      )}
      {isNarrow(filter) && (
        <Suspense>
          <FilterBand filter={filter} leftOut={page?.leftOut ?? 0} onFilter={onView} />
        </Suspense>
      )}
      <ShiftBar />
      <div className="inbox-views">
        <Segments
          label={t('line.view')}
          value={view}
          options={[
            ['work', t('line.work')],
            ['shelved', withCount(t('line.shelved'), counts?.shelved)],
            ['muted', withCount(t('line.muted'), counts?.muted)],
          ]}
          onChange={setView}
        />
        <Link className="link inbox-history" to="/canh-bao" title={t('narrow.history')}>
          <Icon name="clock" />
          <span>{t('narrow.history')}</span>
        </Link>
        {view === 'muted' && (
          <Link className="link" to="/cai-dat/bao-tri">
            {t('line.windows')}
          </Link>
        )}
      </div>
      {rule && (
        <p className="inbox-rule" role="status">
          <span className="prose">{t('line.ofRule', { rule: ruleName(items, local) ?? rule })}</span>
          <Button small onClick={props.onAll}>
            {t('line.ofAll')}
          </Button>
        </p>
      )}
      {back.waiting > 0 && (
        <div className="inbox-incoming">
          <Button small onClick={back.release}>
            {t('inbox.incoming', { n: back.waiting })}
          </Button>
        </div>
      )}
      <div className="scroll" ref={body} onPointerMove={back.touch} onPointerLeave={back.release}>
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 &&
          view === 'work' &&
          (isNarrow(filter) ? (
            <EmptyState icon="filter" title={t('narrow.none')} />
          ) : rule ? (
            <EmptyState icon="check" title={t('line.noneOfRule')} />
          ) : (
            <InboxEmpty />
          ))}
        {items?.length === 0 && view !== 'work' && (
          <EmptyState icon="check" title={t(view === 'shelved' ? 'line.noShelved' : 'line.noMuted')} />
        )}
        {groups.map(({ group, items: lines }) => (
          <section
            key={group}
            aria-label={group === 'shelved' || group === 'muted' ? t(`line.${group}`) : t(`inbox.${group}`)}
          >
            <div className="inbox-group-head">
              <h3 className="inbox-group">
                {group === 'shelved' || group === 'muted' ? t(`line.${group}`) : t(`inbox.${group}`)}{' '}
                <span>{count(group)}</span>
              </h3>
              {group === 'calmed' && mayHandle && lines.some(({ closable }) => closable > 0) && (
                <Suspense>
                  <CloseGroup rule={rule} filter={filter} />
                </Suspense>
              )}
            </div>
            <LineList
              lines={lines}
              isByArea={order === 'area'}
              chosen={chosen}
              mayHandle={mayHandle}
              onOpen={onOpen}
              onTake={take}
              onClose={close}
              onBringBack={bringBack}
              onHold={hold}
              onLeave={leave}
            />
          </section>
        ))}
        {hasMore && <InboxFoot shown={items?.length ?? 0} of={all} more={more} isBusy={list.isPlaceholderData} />}
      </div>
    </section>
  )
}
