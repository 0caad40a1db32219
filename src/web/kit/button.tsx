import type { ComponentProps } from 'react'

type Look = 'plain' | 'primary' | 'quiet'

/** A button. One `primary` per region; `small` inside rows. */
export function Button(props: ComponentProps<'button'> & { look?: Look; small?: boolean }) {
  const { look = 'plain', small = false, className = '', type = 'button', ...rest } = props
  return <button type={type} className={`btn btn-${look}${small ? ' btn-small' : ''} ${className}`} {...rest} />
}
