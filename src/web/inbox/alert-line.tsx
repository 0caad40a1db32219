import { Link } from '@tanstack/react-router'
import { memo, useState } from 'react'
import type { Alert, AlertLine as Line } from '../../core/api/alerts.ts'
import { Moment, Since } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { formatNumber, formatTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { LineFacts } from './line-facts.tsx'
import { LineFrame, LineOpener, LineTitle, lineClass } from './line-frame.tsx'
import { LineParts } from './line-parts.tsx'

interface Props {
  line: Line
  chosen: boolean
  onOpen: (alert: Alert) => void
  /** Whether whoever looks may take lines and bring them back. */
  mayHandle: boolean
  onTake: (line: Line) => void
  onClose: (line: Line) => void
  onBringBack: (line: Line) => void
  onHold: (line: Line) => void
  onLeave: () => void
}

function LineActions({
  line,
  onTake,
  onClose,
  onBringBack,
}: Pick<Props, 'line' | 'onTake' | 'onClose' | 'onBringBack'>) {
  const { t, local, language } = useText()
  const title = local(line.alert.title)
  const n = formatNumber(line.untaken, language)
  const isOne = line.count === 1
  if (line.group === 'fresh')
    return (
      <Button
        small
        aria-label={isOne ? t('inbox.takeThis', { title }) : t('line.takeAllThis', { n, title })}
        onClick={() => onTake(line)}
      >
        {isOne ? t('inbox.take') : t('line.takeAll', { n })}
      </Button>
    )
  if (line.group === 'calmed' && line.closable > 0) {
    const many = formatNumber(line.closable, language)
    return (
      <Button
        small
        aria-label={isOne ? t('alert.closeThis', { title }) : t('line.closeAllThis', { n: many, title })}
        onClick={() => onClose(line)}
      >
        {isOne ? t('alert.close') : t('line.closeAll', { n: many })}
      </Button>
    )
  }
  if (line.group !== 'shelved') return null
  return (
    <Button small aria-label={t('shelf.backThis', { title })} onClick={() => onBringBack(line)}>
      {t('shelf.back')}
    </Button>
  )
}

/**
 * One line of the inbox: what happened, how bad, where, who has it and since when; one of many alerts opens to them. Drawn again only
 * when its own facts change: a thousand of them stand in a storm.
 */
export const AlertLine = memo(function AlertLine(props: Props) {
  const { line, chosen, mayHandle, onOpen, onTake, onClose, onBringBack, onHold, onLeave } = props
  const { t, local } = useText()
  const [open, setOpen] = useState(false)
  const { alert, count } = line
  const title = local(alert.title)
  const fresh = line.group === 'fresh'
  const hold = () => onHold(line)
  return (
    <li
      className={lineClass(line, chosen)}
      id={`alert-${alert.id}`}
      onPointerEnter={hold}
      // A finger leaves with every touch: what it took keeps its place until it touches another.
      onPointerLeave={({ pointerType }) => pointerType !== 'touch' && onLeave()}
      onFocus={hold}
      onBlur={onLeave}
    >
      <LineFrame
        line={line}
        title={<LineTitle title={title} isChosen={chosen} onOpen={() => onOpen(alert)} />}
        age={<Since at={alert.raisedAt} />}
        actions={mayHandle && <LineActions line={line} onTake={onTake} onClose={onClose} onBringBack={onBringBack} />}
      >
        <LineFacts line={line} />
        {count > 1 && <LineOpener line={line} title={title} isOpen={open} onOpen={setOpen} />}
        {(alert.shelved || alert.mutedUntil) && !fresh && (
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
      </LineFrame>
      {open && count > 1 && <LineParts line={line} onOpen={onOpen} />}
    </li>
  )
})
