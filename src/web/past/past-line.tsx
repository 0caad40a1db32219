import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { LineFacts, LineHolder } from '../inbox/line-facts.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Mark } from '../kit/mark.tsx'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

/** A line of the inbox as it was at `atMs` (milliseconds since 1970): what, how bad, where, who had it, how long by then. */
export function PastLine(props: {
  line: AlertLine
  atMs: number
  chosen: boolean
  onOpen: (alert: Pick<Alert, 'id'>) => void
}) {
  const { line, atMs, chosen, onOpen } = props
  const { t, local, language } = useText()
  const { duration } = useWords()
  const { alert, severity, count } = line
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
            {t(line.by === 'cause' ? 'line.byCause' : 'line.byArea', { n: formatNumber(count - 1, language) })}
          </p>
        )}
        {(alert.takenBy || alert.incident) && <LineHolder alert={alert} atMs={atMs} />}
      </div>
      <div className="alert-side">
        <time dateTime={alert.raisedAt} title={formatDateTime(alert.raisedAt)}>
          {duration(Math.max(0, atMs - Date.parse(alert.raisedAt)))}
        </time>
      </div>
    </li>
  )
}
