import { useCallback, useEffect, useState } from 'react'
import type { AlertLine, LineGroup } from '../../core/api/alerts.ts'
import { lineKey } from './group-lines.ts'

interface Held {
  readonly key: string
  readonly group: LineGroup
  /** Id of its element. */
  readonly place: string
}

/** The line on which pointer or focus is: it keeps its place in the list whatever becomes of it, until they leave it. */
export function useHeldLine() {
  const [held, setHeld] = useState<Held | null>(null)
  const hold = useCallback((line: AlertLine) => {
    const key = lineKey(line)
    setHeld((now) => (now?.key === key ? now : { key, group: line.group, place: `alert-${line.alert.id}` }))
  }, [])
  const leave = useCallback(() => setHeld(null), [])
  useEffect(() => {
    if (!held) return
    // A button that goes away under the pointer takes the event of leaving with it, and that of losing the focus.
    const onMove = ({ pointerType, target }: PointerEvent) => {
      const line = document.getElementById(held.place)
      const isOn = (node: EventTarget | null) => node instanceof Node && line !== null && line.contains(node)
      if (pointerType !== 'touch' && !isOn(target) && !isOn(document.activeElement)) setHeld(null)
    }
    window.addEventListener('pointermove', onMove)
    return () => window.removeEventListener('pointermove', onMove)
  }, [held])
  return { held, hold, leave }
}
