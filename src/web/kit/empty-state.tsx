import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

/** Says why there is nothing and what to do. `hatched` where nothing arrives, which is not the same as nothing wrong. */
export function EmptyState(props: {
  icon: IconName
  title: string
  hint?: string
  action?: ReactNode
  hatched?: boolean
}) {
  return (
    <div className={`empty${props.hatched ? ' empty-hatched' : ''}`}>
      <Icon name={props.icon} size={22} />
      <strong>{props.title}</strong>
      {props.hint && <p>{props.hint}</p>}
      {props.action}
    </div>
  )
}
