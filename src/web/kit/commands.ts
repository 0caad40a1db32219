import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react'
import type { IconName } from './icon.tsx'

/** Something that can be done here and now, by keys or from the palette. */
export interface Command {
  readonly id: string
  readonly text: string
  /** `here`: of the page one stands on; `go`: to another page; `always`: everywhere. */
  readonly group: 'here' | 'go' | 'always'
  readonly icon?: IconName
  /** Keys one after the other, as `g t`; a capital letter is typed with Shift. */
  readonly keys?: string
  /** More words by which the palette finds it. */
  readonly also?: string
  /** Left out: another part answers the keys, and the list of keys only names them. */
  readonly run?: () => void
  /** Not among the actions of the palette, which is where one stands when it opens. */
  readonly keysOnly?: boolean
}

const offered = new Map<object, readonly Command[]>()
let all: readonly Command[] = []
const listeners = new Set<() => void>()

function tell(): void {
  all = [...offered.values()].flat()
  for (const listener of listeners) listener()
}

const same = (a: Command, b: Command | undefined) =>
  a.id === b?.id && a.text === b.text && a.keys === b.keys && a.group === b.group && !a.run === !b.run

/** Offers commands while the component stands. They may be made anew with every drawing. */
export function useCommands(commands: readonly Command[]): void {
  const place = useRef({})
  // A key that is pressed as soon as the page stands is not lost.
  useLayoutEffect(() => {
    const before = offered.get(place.current)
    const isNew = before?.length !== commands.length || !commands.every((each, at) => same(each, before[at]))
    offered.set(place.current, commands)
    // What runs may be another function by now; who shows them need only know of what is seen.
    if (isNew) tell()
    else all = [...offered.values()].flat()
  })
  useEffect(() => {
    const mine = place.current
    return () => {
      offered.delete(mine)
      tell()
    }
  }, [])
}

/** Everything that is offered now, the newest part of the page last. */
export const currentCommands = (): readonly Command[] => all

/** The same, for what shows it. */
export function useOffered(): readonly Command[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => all,
  )
}
