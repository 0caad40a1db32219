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
