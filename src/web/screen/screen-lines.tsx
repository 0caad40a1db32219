import '../inbox/inbox.css'
import { useLayoutEffect, useRef, useState } from 'react'
import type { AlertLine, LineGroup } from '../../core/api/alerts.ts'
import { useLines } from '../api/alert-lines.ts'
import { groupLines, lineKey } from '../inbox/group-lines.ts'
import { InboxEmpty } from '../inbox/inbox-empty.tsx'
import { lineBy } from '../inbox/line-by.ts'
import { LineFacts, LineHolder } from '../inbox/line-facts.tsx'
import { LineFrame, lineClass } from '../inbox/line-frame.tsx'
import { Since } from '../kit/age.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'

/** More never fit on a screen that is read from five metres. */
const mostLines = 40

type Row = { key: string; group: LineGroup; line: AlertLine | null }

function Line({ line }: { line: AlertLine }) {
  const { t, local, language } = useText()
  const { alert, count } = line
  return (
    <div className={lineClass(line)}>
      <LineFrame
        line={line}
        title={<p className="alert-title prose">{local(alert.title)}</p>}
        age={<Since at={alert.raisedAt} />}
      >
        <LineFacts line={line} />
        {count > 1 && <p className="alert-facts">{t(lineBy(line.by), { n: formatNumber(count - 1, language) })}</p>}
        {alert.takenBy && <LineHolder alert={alert} atMs={serverNow()} />}
      </LineFrame>
    </div>
  )
}

/** How many of the first rows in `box` stand in it whole. */
function countWhole(box: HTMLElement): number {
  const limit = box.getBoundingClientRect().bottom
  const rows = [...box.children]
  const cut = rows.findIndex((row) => row.getBoundingClientRect().bottom > limit + 0.5)
  return cut === -1 ? rows.length : cut
}

/** Open alerts by line, as many as fit whole; below them how many are left out and whether nobody has one of these. */
export function ScreenLines() {
  const { t, language } = useText()
  const { list, page, items } = useLines()
  const box = useRef<HTMLDivElement>(null)
  const [whole, setWhole] = useState(mostLines)
  const number = (n: number) => formatNumber(n, language)
  const rows: Row[] = groupLines(items?.slice(0, mostLines) ?? [], null).flatMap(({ group, items: lines }) => [
    { key: group, group, line: null },
    ...lines.map((line) => ({ key: lineKey(line), group, line })),
  ])
  useLayoutEffect(() => {
    const place = box.current
    if (!place) return
    const measure = () => setWhole(countWhole(place))
    const watch = new ResizeObserver(measure)
    watch.observe(place)
    for (const row of place.children) watch.observe(row)
    measure()
    return () => watch.disconnect()
  })
  // A group's name without a line below it says nothing.
  const shown = rows[whole - 1]?.line === null ? whole - 1 : whole
  const seen = rows.slice(0, shown).filter(({ line }) => line !== null)
  const all = page ? page.lines.fresh + page.lines.taken + page.lines.calmed : 0
  const left = all - seen.length
  const leftFresh = (page?.lines.fresh ?? 0) - seen.filter(({ group }) => group === 'fresh').length
  return (
    <section className="panel inbox" aria-label={t('inbox.label')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('inbox.title')}</h2>
      </div>
      {list.isPending && <Loading rows={6} />}
      {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
      {items?.length === 0 && <InboxEmpty />}
      <div className="screen-lines" ref={box}>
        {rows.map(({ key, group, line }, index) => (
          <div key={key} className={index < shown ? undefined : 'screen-over'}>
            {line ? (
              <Line line={line} />
            ) : (
              <h3 className="inbox-group">
                {t(`inbox.${group === 'fresh' || group === 'taken' ? group : 'calmed'}`)}{' '}
                <span>{number(page?.lines[group] ?? 0)}</span>
              </h3>
            )}
          </div>
        ))}
      </div>
      {left > 0 && (
        <p className="screen-rest">
          {leftFresh > 0
            ? t('screen.restFresh', { n: number(left), fresh: number(leftFresh) })
            : t('screen.rest', { n: number(left) })}
        </p>
      )}
    </section>
  )
}
