import { useSyncExternalStore } from 'react'

/** Set by public/service-worker.js on an answer that it kept: when that was, ISO. */
export const keptAtHeader = 'x-nhip-kept-at'

let keptAtMs: number | null = null
const listeners = new Set<() => void>()

/** Tells whether an answer came from the server (null) or was kept on this machine, and since when. The oldest that is shown counts. */
export function noteKept(keptAt: string | null): void {
  const at = keptAt === null ? null : Date.parse(keptAt)
  const next = at === null ? null : Math.min(at, keptAtMs ?? at)
  if (next === keptAtMs) return
  keptAtMs = next
  for (const listener of listeners) listener()
}

/** Whether the newest answer was a kept one. */
export const isKept = (): boolean => keptAtMs !== null

/** Since when what is shown is no longer the server's, milliseconds; null while answers come from the server. */
export function useKeptAt(): number | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => keptAtMs,
  )
}

/** Lets the browser keep the page and its last answers. Browsers allow that over HTTPS and on the machine itself only. */
export function keepForOffline(): void {
  // Without it the page works as ever, with a line.
  navigator.serviceWorker?.register('/service-worker.js').catch(() => undefined)
}
