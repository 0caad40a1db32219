import { useCallback, useEffect, useRef, useState } from 'react'

const handRestsMs = 4_000

/**
 * Holds new lines back while a hand is moving over the list, so that nothing jumps under the pointer; they come in when it
 * leaves, rests for four seconds, or asks for them. `waiting` says how many are held.
 */
export function useHeldBack<A extends { id: string }>(items: readonly A[]) {
  const known = useRef(new Set<string>())
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const [moving, setMoving] = useState(false)

  const release = useCallback(() => {
    clearTimeout(timer.current)
    setMoving(false)
  }, [])
  const touch = useCallback(() => {
    setMoving(true)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setMoving(false), handRestsMs)
  }, [])
  useEffect(() => () => clearTimeout(timer.current), [])

  const shown = moving ? items.filter((item) => known.current.has(item.id)) : items
  useEffect(() => {
    if (!moving) known.current = new Set(items.map((item) => item.id))
  }, [items, moving])
  return { shown, waiting: items.length - shown.length, touch, release }
}
