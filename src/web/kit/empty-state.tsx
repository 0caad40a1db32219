import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/**
 * Says why there is nothing and what to do. `hatched` where nothing arrives, which is not the same as nothing wrong; `whole` where it
 * stands instead of a page, whose heading it then is.
 */
export function EmptyState(props: {
  icon: IconName
  title: string
  hint?: string
  action?: ReactNode
  hatched?: boolean
  whole?: boolean
}) {
  return (
    <div className={`empty${props.hatched ? ' empty-hatched' : ''}`}>
      <Icon name={props.icon} size={22} />
      {props.whole ? <h1>{props.title}</h1> : <strong>{props.title}</strong>}
      {props.hint && <p>{props.hint}</p>}
      {props.action}
    </div>
  )
}
