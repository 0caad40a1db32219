import { Link } from '@tanstack/react-router'
import { memo, useState } from 'react'
import type { Alert, AlertLine as Line } from '../../core/api/alerts.ts'
import { Moment, Since } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { formatNumber, formatTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'
import { lineBy } from './line-by.ts'
import { LineFacts } from './line-facts.tsx'
import { LineParts } from './line-parts.tsx'

interface Props {
  line: Line
  chosen: boolean
  onOpen: (alert: Alert) => void
  /** Whether whoever looks may take lines and bring them back. */
  mayHandle: boolean
  onTake: (line: Line) => void
  onBringBack: (line: Line) => void
  onHold: (line: Line) => void
  onLeave: () => void
}

/**
 * One line of the inbox: what happened, how bad, where, who has it and since when; one of many alerts opens to them. Drawn again only
 * when its own facts change: a thousand of them stand in a storm.
 */
export const AlertLine = memo(function AlertLine(props: Props) {
  const { line, chosen, mayHandle, onOpen, onTake, onBringBack, onHold, onLeave } = props
  const { t, local, language } = useText()
  const number = (n: number) => formatNumber(n, language)
  const [open, setOpen] = useState(false)
  const { alert, count, severity } = line
  const title = local(alert.title)
  const fresh = line.group === 'fresh'
  const classes = ['alert-line', fresh ? 'alert-fresh' : '', chosen ? 'alert-chosen' : ''].join(' ')
  const hold = () => onHold(line)
  return (
    <li
      className={classes}
      id={`alert-${alert.id}`}
      onPointerEnter={hold}
      // A finger leaves with every touch: what it took keeps its place until it touches another.
      onPointerLeave={({ pointerType }) => pointerType !== 'touch' && onLeave()}
      onFocus={hold}
      onBlur={onLeave}
    >
      <Mark kind={severity} held={!fresh} label={false} />
      <div className="alert-text">
        <button
          type="button"
          className="alert-title prose"
          aria-current={chosen ? 'true' : undefined}
          onClick={() => onOpen(alert)}
        >
          {title}
        </button>
        <LineFacts line={line} />
        {count > 1 && (
          <p className="line-sum">
            <span>{t(lineBy(line.by), { n: number(count - 1) })}</span>
            <button
              type="button"
              className="link"
              aria-expanded={open}
              aria-label={open ? undefined : t('line.openThis', { n: number(count), title })}
              onClick={() => setOpen(!open)}
            >
              {open ? t('line.close') : t('line.open', { n: number(count) })}
            </button>
          </p>
        )}
        {(alert.shelved || alert.mutedUntil) && line.group !== 'fresh' && (
          <p className="alert-facts">
            {alert.shelved && (
              <span>
                {t('line.until', { time: formatTime(alert.shelved.until) })}: {alert.shelved.reason}
              </span>
            )}
            {alert.mutedUntil && line.group === 'muted' && (
              <span>{t('line.mutedUntil', { time: formatTime(alert.mutedUntil) })}</span>
            )}
          </p>
        )}
        {(alert.takenBy || alert.incident) && (
          <p className="alert-facts">
            {alert.takenBy && (
              <span className="alert-who">
                <Icon name="user" size={12} />
                {alert.takenBy.name}
                {alert.takenAt && (
                  <>
                    , <Moment at={alert.takenAt} />
                  </>
                )}
              </span>
            )}
            {alert.incident && (
              <Link className="link alert-incident" to="/su-co/$id" params={{ id: alert.incident.id }}>
                {alert.incident.number}
              </Link>
            )}
          </p>
        )}
      </div>
      <div className="alert-side">
        <Since at={alert.raisedAt} />
        {fresh && mayHandle && (
          <Button
            small
            aria-label={
              count > 1 ? t('line.takeAllThis', { n: number(line.untaken), title }) : t('inbox.takeThis', { title })
            }
            onClick={() => onTake(line)}
          >
            {count > 1 ? t('line.takeAll', { n: number(line.untaken) }) : t('inbox.take')}
          </Button>
        )}
        {line.group === 'shelved' && mayHandle && (
          <Button small aria-label={t('shelf.backThis', { title })} onClick={() => onBringBack(line)}>
            {t('shelf.back')}
          </Button>
        )}
      </div>
      {open && count > 1 && <LineParts line={line} onOpen={onOpen} />}
    </li>
  )
})
