import { useState } from 'react'
import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { lineBy } from '../inbox/line-by.ts'
import { LineFacts, LineHolder } from '../inbox/line-facts.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'
import { PastParts } from './past-parts.tsx'

/** A line of the inbox as it was at `at` (ISO): what, how bad, where, who had it, how long by then; one of many alerts opens to them. */
export function PastLine(props: {
  line: AlertLine
  at: string
  chosen: boolean
  onOpen: (alert: Pick<Alert, 'id'>) => void
}) {
  const { line, at, chosen, onOpen } = props
  const { t, local, language } = useText()
  const { duration } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { alert, severity, count } = line
  const atMs = Date.parse(at)
  const number = (n: number) => formatNumber(n, language)
  return (
    <li className={`alert-line${line.group === 'fresh' ? ' alert-fresh' : ''}${chosen ? ' alert-chosen' : ''}`}>
      <Mark kind={severity} held={line.group !== 'fresh'} label={false} />
      <div className="alert-text">
        <button
          type="button"
          className="alert-title prose"
          aria-current={chosen ? 'true' : undefined}
          onClick={() => onOpen(alert)}
        >
          {local(alert.title)}
        </button>
        <LineFacts line={line} />
        {count > 1 && (
          <p className="line-sum">
            <span>{t(lineBy(line.by), { n: number(count - 1) })}</span>
            <button
              type="button"
              className="link"
              aria-expanded={isOpen}
              aria-label={isOpen ? undefined : t('line.openThis', { n: number(count), title: local(alert.title) })}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? t('line.close') : t('line.open', { n: number(count) })}
            </button>
          </p>
        )}
        {(alert.takenBy || alert.incident) && <LineHolder alert={alert} atMs={atMs} />}
      </div>
      <div className="alert-side">
        <time dateTime={alert.raisedAt} title={formatDateTime(alert.raisedAt)}>
          {duration(Math.max(0, atMs - Date.parse(alert.raisedAt)))}
        </time>
      </div>
      {isOpen && count > 1 && <PastParts line={line} at={at} onOpen={onOpen} />}
    </li>
  )
}
