import './time-strip.css'
import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { useLiveState } from '../api/live.ts'
import { useStrip } from '../api/past.ts'
import { useSummary } from '../api/situation.ts'
import { Button } from '../kit/button.tsx'
import { formatDateTime, formatMoment, formatNumber, formatTime, formatTimeWithSeconds } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { momentAfterKey, momentAt, type Reach, spanOf } from './past-time.ts'
import { PlayButton } from './play-button.tsx'
import { StripDrawing } from './strip-drawing.tsx'
import { ticksOf } from './strip-shapes.ts'

/** While the handle is dragged the page follows at most so often. */
const followMs = 150

/**
 * The last day at a glance. Its handle looks back: dragged by mouse or finger, moved by arrows, Page and Home keys; End is the present.
 * @param at the moment that is looked at (ISO); undefined is the present
 * @param onLook without it the strip only shows
 */
export function TimeStrip({ at, onLook }: { at: string | undefined; onLook?: (ms: number | null) => void }) {
  const { t, language } = useText()
  const { data: summary } = useSummary()
  const live = useLiveState()
  const [knownS, setKnownS] = useState<number | null>(null)
  const spanS = spanOf(summary?.replay?.speed ?? null, knownS)
  const { data: strip, error, refetch } = useStrip(spanS)
  useEffect(() => {
    if (strip) setKnownS((Date.parse(strip.to) - Date.parse(strip.knownFrom)) / 1_000)
  }, [strip])
  const plot = useRef<HTMLDivElement>(null)
  const [dragged, setDragged] = useState<number | null>()
  const followed = useRef(0)

  if (!strip) {
    return (
      <section className="time-strip" aria-label={t('past.strip')}>
        {error && (
          <p className="time-fault">
            {t('error.title')}
            <Button small onClick={() => void refetch()}>
              {t('common.retry')}
            </Button>
          </p>
        )}
      </section>
    )
  }
  const [fromMs, nowMs] = [Date.parse(strip.from), Date.parse(strip.to)]
  const reach: Reach = { fromMs: Math.max(fromMs, Date.parse(strip.knownFrom)), nowMs, spanS }
  const atMs = dragged === undefined ? (at === undefined ? null : Date.parse(at)) : dragged
  const words = (ms: number) => (spanS < 86_400 ? formatTimeWithSeconds(ms) : formatMoment(ms, nowMs))
  const share = atMs === null ? 1 : Math.min(1, Math.max(0, (atMs - fromMs) / (nowMs - fromMs)))

  function momentOf(event: PointerEvent): number | null {
    const box = plot.current?.getBoundingClientRect()
    if (!box) return null
    return momentAt(fromMs + ((event.clientX - box.left) / box.width) * (nowMs - fromMs), reach)
  }
  function onPointer(event: PointerEvent<HTMLDivElement>): void {
    if (!onLook || (event.type === 'pointerdown' && event.button !== 0)) return
    if (event.type === 'pointerdown') event.currentTarget.setPointerCapture(event.pointerId)
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const moment = momentOf(event)
    const isOver = event.type === 'pointerup' || event.type === 'pointercancel'
    setDragged(isOver ? undefined : moment)
    if (!isOver && event.timeStamp - followed.current < followMs) return
    followed.current = event.timeStamp
    onLook(moment)
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (!onLook || event.ctrlKey || event.metaKey || event.altKey) return
    const moment = momentAfterKey(event.key, event.shiftKey, atMs, reach)
    if (moment === undefined) return
    event.preventDefault()
    onLook(moment)
  }
  const last = strip.slices.at(-1)
  const isCut = live.status === 'cut' || live.status === 'stalled'
  const span =
    spanS % 3_600 === 0
      ? t('past.spanHours', { n: spanS / 3_600 })
      : t('past.spanMinutes', { n: Math.round(spanS / 60) })
  return (
    <section className={`time-strip${atMs === null ? '' : ' time-past'}`} aria-label={t('past.strip')}>
      {onLook && <PlayButton at={at === undefined ? null : Date.parse(at)} reach={reach} onLook={onLook} />}
      <div
        ref={plot}
        className="time-plot"
        {...(onLook && {
          role: 'slider',
          tabIndex: 0,
          'aria-label': t('past.slider'),
          'aria-valuemin': reach.fromMs,
          'aria-valuemax': nowMs,
          'aria-valuenow': atMs ?? nowMs,
          'aria-valuetext': atMs === null ? t('past.live') : t('past.looking', { time: words(atMs) }),
          title: t('past.hint'),
          onPointerDown: onPointer,
          onPointerMove: onPointer,
          onPointerUp: onPointer,
          onPointerCancel: onPointer,
          onKeyDown,
        })}
      >
        <StripDrawing strip={strip} />
        <span className="time-handle" style={{ left: `${share * 100}%` }} aria-hidden="true">
          {atMs !== null && <b className={share > 0.85 ? 'time-handle-left' : ''}>{words(atMs)}</b>}
        </span>
        <div className="time-ticks" aria-hidden="true">
          {ticksOf(fromMs, nowMs)
            .map((ms) => ({ ms, share: (ms - fromMs) / (nowMs - fromMs) }))
            // On a phone one nearer the edge would be cut.
            .filter(({ share }) => share > 0.09)
            .map(({ ms, share }) => (
              <span key={ms} style={{ left: `${share * 100}%` }}>
                {formatTime(ms)}
              </span>
            ))}
        </div>
      </div>
      <p className="time-now">
        {atMs === null ? (
          <span className={isCut ? 'time-state' : 'time-state time-live'}>
            <i />
            {isCut ? t('past.cut') : t('past.live')}
          </span>
        ) : (
          <Button small look="primary" onClick={() => onLook?.(null)}>
            {t('past.back')}
          </Button>
        )}
        <small title={t('past.spanHint', { from: formatDateTime(fromMs) })}>{span}</small>
        <small className="time-count">{t('past.openNow', { n: formatNumber(last?.open ?? 0, language) })}</small>
      </p>
    </section>
  )
}
