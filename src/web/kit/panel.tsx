import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../text/use-text.ts'
import { Icon } from './icon.tsx'
import { Loading } from './loading.tsx'
import { useFocusBack } from './use-focus-back.ts'

/**
 * The panel at the right: a head with its title, a body that scrolls, actions fixed at the bottom. Covers a phone's page. One that
 * `answers` what was pressed takes the focus from it and closes with Esc; afterwards the focus is back.
 */
export function SidePanel(props: {
  label: string
  title: ReactNode
  answers?: boolean
  onClose?: () => void
  actions?: ReactNode
  children: ReactNode
}) {
  const { t } = useText()
  const { onClose, answers = false } = props
  const isOpen = onClose !== undefined
  const panel = useRef<HTMLElement>(null)
  const head = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // On a phone the panel covers the page, so reading goes on inside it.
    const isOver = window.matchMedia('(max-width: 700px)').matches
    if (isOpen && (answers || isOver) && !panel.current?.contains(document.activeElement)) head.current?.focus()
  }, [isOpen, answers])
  useFocusBack()
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && panel.current?.contains(document.activeElement))
        onClose?.()
    }
    if (!answers) return
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [onClose, answers])
  return (
    <aside ref={panel} className={`panel panel-side${onClose ? ' panel-open' : ''}`} aria-label={props.label}>
      <div className="panel-head">
        <h2 ref={head} tabIndex={-1} className="panel-title">
          {props.title}
        </h2>
        {onClose && (
          <button type="button" className="icon-button" aria-label={t('common.close')} onClick={onClose}>
            <Icon name="close" />
          </button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="scroll" tabIndex={0}>
        {props.children}
      </div>
      {props.actions && <div className="panel-actions">{props.actions}</div>}
    </aside>
  )
}

/** A list of facts: name at the left, value at the right. */
export function Facts({ items }: { items: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** The head of a page: where one is, its title, and its actions. */
export function PageHead(props: { crumb?: ReactNode; title: ReactNode; actions?: ReactNode }) {
  return (
    <header className="page-head">
      <div className="page-head-text">
        {props.crumb && <p className="crumb">{props.crumb}</p>}
        <h1>{props.title}</h1>
      </div>
      {props.actions && <div className="page-actions">{props.actions}</div>}
    </header>
  )
}

/** A page whose content is still being fetched: its head stands at once, under the name of what it is about. */
export function LoadingPage({ title }: { title: string }) {
  return (
    <div className="page">
      <PageHead title={title} />
      <Loading rows={8} />
    </div>
  )
}

/** What stands below the head of a page: with room around it, one part below the other, scrolling by itself on a desk. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="scroll page-body" tabIndex={0}>
      {children}
    </div>
  )
}
