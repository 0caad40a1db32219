import './alert-line.css'
import type { ReactNode } from 'react'
import type { AlertLine } from '../../core/api/alerts.ts'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Mark } from '../kit/mark.tsx'
import { useText } from '../text/use-text.ts'
import { lineBy } from './line-by.ts'

/** How a line stands in the inbox, in the past and on the wall: what happened and its age, below them the facts beside what can be done. */
export function LineFrame(props: {
  line: AlertLine
  title: ReactNode
  age: ReactNode
  children: ReactNode
  actions?: ReactNode
}) {
  const { line, title, age, children, actions } = props
  return (
    <>
      <Mark kind={line.severity} held={line.group !== 'fresh'} label={false} />
      <div className="alert-text">
        <div className="alert-top">
          {title}
          {age}
        </div>
        <div className="alert-rest">
          <div className="alert-about">{children}</div>
          {actions}
        </div>
      </div>
    </>
  )
}

/** The classes of a line: whether somebody must look at it, and whether it is the chosen one. */
export const lineClass = ({ group }: Pick<AlertLine, 'group'>, isChosen = false): string =>
  ['alert-line', group === 'fresh' ? 'alert-fresh' : '', isChosen ? 'alert-chosen' : ''].filter(Boolean).join(' ')

/** What happened; opens the alert. */
export function LineTitle({ title, isChosen, onOpen }: { title: string; isChosen: boolean; onOpen: () => void }) {
  return (
    <button type="button" className="alert-title prose" aria-current={isChosen ? 'true' : undefined} onClick={onOpen}>
      {title}
    </button>
  )
}

/** Says what the other alerts of a line are, and opens and folds them. */
export function LineOpener(props: {
  line: AlertLine
  title: string
  isOpen: boolean
  onOpen: (isOpen: boolean) => void
}) {
  const { line, title, isOpen, onOpen } = props
  const { t, language } = useText()
  const words = t(lineBy(line.by), { n: formatNumber(line.count - 1, language) })
  return (
    <p className="line-sum">
      <button
        type="button"
        className="link"
        aria-expanded={isOpen}
        aria-label={`${words}: ${title}`}
        onClick={() => onOpen(!isOpen)}
      >
        {words}
        <Icon name="down" size={12} />
      </button>
    </p>
  )
}
