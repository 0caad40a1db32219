import { Fragment } from 'react'
import type { Alert, AlertLine as Line } from '../../core/api/alerts.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { AlertLine } from './alert-line.tsx'
import { byArea } from './by-area.ts'
import { lineKey } from './group-lines.ts'

interface Handling {
  readonly chosen: string | undefined
  readonly mayHandle: boolean
  readonly onOpen: (alert: Alert) => void
  readonly onTake: (line: Line) => void
  readonly onClose: (line: Line) => void
  readonly onBringBack: (line: Line) => void
  readonly onHold: (line: Line) => void
  readonly onLeave: () => void
}

/** The lines of a group, under their communes where `isByArea`. */
export function LineList(props: Handling & { lines: readonly Line[]; isByArea: boolean }) {
  const { lines, isByArea, chosen, ...handling } = props
  const { t, language } = useText()
  const places = isByArea ? byArea(lines) : [{ name: null, items: lines }]
  return (
    <ul>
      {places.map(({ name, items }) => (
        <Fragment key={name ?? ''}>
          {isByArea && (
            <li className="inbox-area">
              {name ?? t('common.noArea')} <span>{formatNumber(items.length, language)}</span>
            </li>
          )}
          {items.map((line) => (
            <AlertLine key={lineKey(line)} line={line} chosen={line.alert.id === chosen} {...handling} />
          ))}
        </Fragment>
      ))}
    </ul>
  )
}
