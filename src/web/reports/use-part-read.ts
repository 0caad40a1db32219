import { useEffect, useState } from 'react'
import { type Heading, partPlace } from './outline.tsx'

/** Down to where a heading counts as reached, as a share of the window's height. */
const readDownTo = 0.35

/** The part of the paper that is being read: that of the last heading in the upper part of the window or above it. */
export function usePartRead(headings: readonly Heading[]): string | undefined {
  const [part, setPart] = useState<string>()
  const ids = headings.map(({ id }) => id).join()
  useEffect(() => {
    const places = ids.split(',').flatMap((id) => document.getElementById(partPlace(id)) ?? [])
    const look = () => {
      const line = window.innerHeight * readDownTo
      const reached = places.filter((place) => place.getBoundingClientRect().top <= line)
      setPart((reached.at(-1) ?? places[0])?.id.slice(partPlace('').length))
    }
    const watch = new IntersectionObserver(look, { rootMargin: `0px 0px -${(1 - readDownTo) * 100}% 0px` })
    for (const place of places) watch.observe(place)
    return () => watch.disconnect()
  }, [ids])
  return part
}
