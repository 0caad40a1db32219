import { useSyncExternalStore } from 'react'
import { serverNow } from './server-clock.ts'

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let nowMs = serverNow()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  nowMs = serverNow()
  timer ??= setInterval(() => {
    nowMs = serverNow()
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) {
      clearInterval(timer)
      timer = undefined
    }
  }
}

/** Now in milliseconds, in steps of `stepS` seconds: a component is drawn again only when its step passes. */
export function useNow(stepS = 1): number {
  const stepMs = stepS * 1_000
  return useSyncExternalStore(subscribe, () => Math.floor(nowMs / stepMs) * stepMs)
}

/**
 * Milliseconds since `atMs` by the server's clock, never negative: in steps of a second under a minute, then of half a minute, or of a
 * beat where beats come faster.
 */
export function useAgeMs(atMs: number, cadenceS: number): number {
  return useSyncExternalStore(subscribe, () => steppedAge(nowMs - atMs, cadenceS))
}

/** An age cut down to the step in which it is shown. */
export function steppedAge(ageMs: number, cadenceS: number): number {
  const age = Math.max(0, ageMs)
  const stepMs = age < 60_000 ? 1_000 : Math.max(1_000, Math.min(30, cadenceS) * 1_000)
  return Math.floor(age / stepMs) * stepMs
}
