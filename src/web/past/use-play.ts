import { useIsFetching } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { momentAt, playMoment, type Reach } from './past-time.ts'

/** How long a moment stays to be looked at once all of it has come. */
const frameMs = 350

/**
 * Goes through the past by itself, a quarter of an hour of a day at a time, up to the present. The next moment is asked for when this one
 * is on the page. From the present it begins with the earliest that is known. Whoever goes to another moment meanwhile stops it.
 * @param at what is looked at, in milliseconds since 1970; null is the present
 */
export function usePlay(props: { at: number | null; reach: Reach; onLook: (ms: number | null) => void }) {
  const { at, reach, onLook } = props
  const [isPlaying, setPlaying] = useState(false)
  const asked = useRef<number | null>(null)
  const waits = useIsFetching({ queryKey: ['past'] }) > 0
  const next = at === null ? null : playMoment(at, reach)
  useEffect(() => {
    if (at === null || at !== asked.current) setPlaying(false)
  }, [at])
  useEffect(() => {
    if (!isPlaying || waits || at === null) return
    const timer = setTimeout(() => {
      asked.current = next
      onLook(next)
    }, frameMs)
    return () => clearTimeout(timer)
  }, [isPlaying, waits, at, next, onLook])
  function toggle(): void {
    setPlaying(!isPlaying)
    if (isPlaying || at !== null) return
    asked.current = momentAt(reach.fromMs, reach)
    onLook(asked.current)
  }
  return { isPlaying, toggle }
}
