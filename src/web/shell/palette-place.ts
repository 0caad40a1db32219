import { useSyncExternalStore } from 'react'

/** `find`: everything; `act`: actions only; `keys`: the list of keys. */
export type PaletteMode = 'find' | 'act' | 'keys'

let shown: PaletteMode | null = null
const listeners = new Set<() => void>()

function set(next: PaletteMode | null): void {
  shown = next
  for (const listener of listeners) listener()
}

/** Opens the dialog in which everything is found; it is fetched when it is first opened. */
export const openPalette = (mode: PaletteMode): void => set(mode)
export const closePalette = (): void => set(null)
/** Also while it is still fetched: what is typed then is meant for it and is no command. */
export const isPaletteOpen = (): boolean => shown !== null

export function usePalette(): PaletteMode | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shown,
  )
}
