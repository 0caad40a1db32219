import type { ComponentProps, MouseEvent } from 'react'

type Look = 'plain' | 'primary' | 'quiet'

/** The second press of a double click is none: by then another button may stand in this place. */
function leaveSecond(event: MouseEvent): void {
  if (event.detail < 2) return
  event.preventDefault()
  event.stopPropagation()
}

/** A button. One `primary` per region; `small` inside rows. */
export function Button(props: ComponentProps<'button'> & { look?: Look; small?: boolean }) {
  const { look = 'plain', small = false, className = '', type = 'button', ...rest } = props
  return (
    <button
      type={type}
      className={`btn btn-${look}${small ? ' btn-small' : ''} ${className}`}
      onClickCapture={leaveSecond}
      {...rest}
    />
  )
}
