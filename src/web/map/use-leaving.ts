import { type RefObject, useEffect, useRef } from 'react'

/** Calls `onLeave` on Escape and on a press outside of what the returned ref is put on, while it is open. */
export function useLeaving(isOpen: boolean, onLeave: () => void): RefObject<HTMLDivElement | null> {
  const box = useRef<HTMLDivElement>(null)
  const newest = useRef(onLeave)
  newest.current = onLeave
  useEffect(() => {
    if (!isOpen) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      // The panel beside the map closes by the same key: one layer at a time.
      event.preventDefault()
      newest.current()
      box.current?.querySelector('button')?.focus()
    }
    const onPress = ({ target }: PointerEvent) => {
      if (target instanceof Node && !box.current?.contains(target)) newest.current()
    }
    document.addEventListener('keydown', onKey, { capture: true })
    document.addEventListener('pointerdown', onPress)
    return () => {
      document.removeEventListener('keydown', onKey, { capture: true })
      document.removeEventListener('pointerdown', onPress)
    }
  }, [isOpen])
  return box
}
