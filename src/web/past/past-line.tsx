import { useState } from 'react'
import type { Alert, AlertLine } from '../../core/api/alerts.ts'
import { LineFacts, LineHolder } from '../inbox/line-facts.tsx'
import { LineFrame, LineOpener, LineTitle, lineClass } from '../inbox/line-frame.tsx'
import { formatDateTime } from '../kit/format.ts'
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
  const { local } = useText()
  const { duration } = useWords()
  const [isOpen, setOpen] = useState(false)
  const { alert, count } = line
  const title = local(alert.title)
  const atMs = Date.parse(at)
  return (
    <li className={lineClass(line, chosen)}>
      <LineFrame
        line={line}
        title={<LineTitle title={title} isChosen={chosen} onOpen={() => onOpen(alert)} />}
        age={
          <time dateTime={alert.raisedAt} title={formatDateTime(alert.raisedAt)}>
            {duration(Math.max(0, atMs - Date.parse(alert.raisedAt)))}
          </time>
        }
      >
        <LineFacts line={line} />
        {count > 1 && <LineOpener line={line} title={title} isOpen={isOpen} onOpen={setOpen} />}
        {(alert.takenBy || alert.incident) && <LineHolder alert={alert} atMs={atMs} />}
      </LineFrame>
      {isOpen && count > 1 && <PastParts line={line} at={at} onOpen={onOpen} />}
    </li>
  )
}
