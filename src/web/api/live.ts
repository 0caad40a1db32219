import { useSyncExternalStore } from 'react'
import type { LiveChange } from '../../core/api/situation.ts'
import { refreshAfter } from './live-keys.ts'
import { type LiveMessage, openStream } from './live-stream.ts'
import type { ToWorker } from './live-worker.ts'
import { queryClient } from './query-client.ts'

/** How fresh the page is: `cut` since an instant (ms, local clock), or `back` again after having been cut. */
export type LiveState = { status: 'connecting' | 'open' | 'back' } | { status: 'cut'; sinceMs: number }

const readingPauseMs = 1_000
const shortCutMs = 2_000
/** A stream that has not opened after this is told as cut: the first answers grow old and nobody would know. */
const openWithinMs = 5_000
const workerAgainMs = 3_000
const backShownMs = 6_000

let state: LiveState = { status: 'connecting' }
const listeners = new Set<() => void>()
let cutTimer: ReturnType<typeof setTimeout> | undefined
let backTimer: ReturnType<typeof setTimeout> | undefined
const waitingAssets = new Set<string>()

function set(next: LiveState): void {
  state = next
  for (const listener of listeners) listener()
}

const watchers = new Set<(change: LiveChange) => void>()

/** Calls `watcher` with every change as it comes, until the returned function is called. */
export function watchChanges(watcher: (change: LiveChange) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

function takeChange(change: LiveChange): void {
  for (const watcher of watchers) watcher(change)
  if (change.kind !== 'reading') {
    refreshAfter(queryClient, change)
    return
  }
  // Readings come in floods: what they touched is fetched at most once a second.
  const idle = waitingAssets.size === 0
  for (const id of change.ids) waitingAssets.add(id)
  if (!idle || waitingAssets.size === 0) return
  setTimeout(() => {
    const ids = [...waitingAssets]
    waitingAssets.clear()
    refreshAfter(queryClient, { kind: 'reading', action: 'batch', ids })
  }, readingPauseMs)
}

function take(message: LiveMessage): void {
  if (message.type === 'change') takeChange(message.change)
  if (message.type === 'cut' && state.status !== 'cut') {
    // A reconnect within two seconds resumes without loss; saying so would only alarm.
    clearTimeout(cutTimer)
    cutTimer = setTimeout(() => {
      set({ status: 'cut', sinceMs: message.at })
      // The stream may have been refused because the session has ended: asking for it says so, and then leads to sign-in.
      void queryClient.refetchQueries({ queryKey: ['session'] })
    }, shortCutMs)
  }
  if (message.type === 'open') {
    clearTimeout(cutTimer)
    if (state.status === 'cut') {
      set({ status: 'back' })
      clearTimeout(backTimer)
      backTimer = setTimeout(() => set({ status: 'open' }), backShownMs)
      refreshAfter(queryClient, { kind: 'reset', action: 'back', ids: [] })
    } else if (state.status === 'connecting') {
      set({ status: 'open' })
      // What changed between the first answers and now was told to nobody.
      void refreshAfter(queryClient, { kind: 'reset', action: 'open', ids: [] })
    }
  }
}

/**
 * Follows the changes that the signed-in account may see, until the returned function is called. One connection serves all
 * tabs where the browser can share it.
 */
export function followChanges(account: number): () => void {
  const startedMs = Date.now()
  const late = setTimeout(() => {
    if (state.status === 'connecting') take({ type: 'cut', at: startedMs })
  }, openWithinMs)
  const stop = typeof SharedWorker === 'undefined' ? followAlone() : followShared(account)
  return () => {
    clearTimeout(late)
    clearTimeout(cutTimer)
    stop()
    set({ status: 'connecting' })
  }
}

function followAlone(): () => void {
  const stream = openStream('/api/live', take)
  stream.restart()
  return () => stream.stop()
}

function followShared(account: number): () => void {
  let port: MessagePort | undefined
  let again: ReturnType<typeof setTimeout> | undefined
  const tell = (message: ToWorker) => port?.postMessage(message)
  const join = () => tell({ type: 'join', account })
  const leave = () => tell({ type: 'leave' })
  function connect(): void {
    const worker = new SharedWorker(new URL('./live-worker.ts', import.meta.url), { type: 'module', name: 'nhip-live' })
    port = worker.port
    port.onmessage = (event: MessageEvent<LiveMessage>) => take(event.data)
    // It could not be loaded: the server went away just then.
    worker.onerror = () => {
      leave()
      worker.port.close()
      again = setTimeout(connect, workerAgainMs)
    }
    join()
  }
  connect()
  // A page kept for the back button is not listening; it joins again when it is shown.
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', join)
  return () => {
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('pageshow', join)
    clearTimeout(again)
    leave()
  }
}

/** Whether the page is live, for components that say so. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
