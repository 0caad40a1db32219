import { useSyncExternalStore } from 'react'
import type { LiveChange } from '../../core/api/situation.ts'
import { setServerTime } from '../kit/server-clock.ts'
import { gatherChanges } from './gather-changes.ts'
import { refreshAfter, refreshReadings } from './live-keys.ts'
import type { LiveMessage } from './live-message.ts'
import { joinTabs } from './live-tabs.ts'
import { queryClient } from './query-client.ts'
import { sessionQuery } from './session.ts'

/**
 * How fresh the page is. `cut`: no line since an instant (ms, local clock); `stalled`: the server cannot read since then (ms, server's
 * clock); `back` again after having been cut, with the number of changes that were missed (null: everything is fetched anew).
 */
export type LiveState =
  | { status: 'connecting' | 'open' }
  | { status: 'back'; missed: number | null }
  | { status: 'cut' | 'stalled'; sinceMs: number }

const shortCutMs = 2_000
/** A connection that has not opened after this is told as cut: the first answers grow old and nobody would know. */
const openWithinMs = 5_000
const backShownMs = 6_000

let state: LiveState = { status: 'connecting' }
/** Whether the line was ever there: before, nothing tells what changed since the first answers, which may be old ones kept here. */
let isFollowing = false
const listeners = new Set<() => void>()
let cutTimer: ReturnType<typeof setTimeout> | undefined
let backTimer: ReturnType<typeof setTimeout> | undefined

function set(next: LiveState): void {
  clearTimeout(backTimer)
  state = next
  for (const listener of listeners) listener()
}

const watchers = new Set<(change: LiveChange) => void>()

/** Calls `watcher` with every change as it comes, until the returned function is called. */
export function watchChanges(watcher: (change: LiveChange) => void): () => void {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

const openers = new Set<() => void>()

/** Calls `opener` whenever the stream of changes has opened, also after a cut too short to be told; until the returned function is called. */
export function watchOpenings(opener: () => void): () => void {
  openers.add(opener)
  return () => openers.delete(opener)
}

const refresh = gatherChanges((change) => refreshAfter(queryClient, change))

function takeChange(change: LiveChange): void {
  for (const watcher of watchers) watcher(change)
  refresh(change)
}

const fetchAll = () => takeChange({ kind: 'reset', action: 'missed', ids: [] })

function takeCut(at: number): void {
  if (state.status === 'cut') return
  // A reconnect within two seconds resumes without loss; saying so would only alarm.
  cutTimer ??= setTimeout(() => {
    cutTimer = undefined
    set({ status: 'cut', sinceMs: at })
    // The connection may have been refused because the session has ended: asking for it says so, and then leads to sign-in.
    void queryClient.refetchQueries({ queryKey: ['session'] })
  }, shortCutMs)
}

/** The line is there; `missed` as in {@link LiveState}, where it is new. */
function takeOpen(stalledSince: string | null, missed: number | null): void {
  clearTimeout(cutTimer)
  cutTimer = undefined
  if (stalledSince !== null) {
    const sinceMs = Date.parse(stalledSince)
    if (state.status !== 'stalled' || state.sinceMs !== sinceMs) set({ status: 'stalled', sinceMs })
    return
  }
  if (state.status === 'cut' || state.status === 'stalled') {
    set({ status: 'back', missed })
    backTimer = setTimeout(() => set({ status: 'open' }), backShownMs)
  } else if (state.status === 'connecting') set({ status: 'open' })
}

function take(message: LiveMessage): void {
  if (message.type === 'change') takeChange(message.change)
  if (message.type === 'cut') takeCut(message.at)
  const wasFollowing = isFollowing
  if (message.type === 'beat') {
    const { at, stalledSince, missed } = message.beat
    setServerTime(at)
    takeOpen(stalledSince, wasFollowing ? missed : null)
    if (message.first) for (const opener of openers) opener()
    // Changes that were missed have come; readings are not kept for those who were away.
    if (message.first && wasFollowing) refreshReadings(queryClient)
  }
  if (message.type === 'standing') {
    if (message.cutAt !== null) takeCut(message.cutAt)
    else takeOpen(message.stalledSince, null)
  }
  isFollowing ||= state.status !== 'connecting' && state.status !== 'cut'
  if (isFollowing && !wasFollowing) fetchAll()
}

/** All tabs follow whoever is signed in: they share the cookie. What another account had fetched is forgotten. */
async function lookWhoIsSignedIn(account: number): Promise<void> {
  const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 }).catch(() => undefined)
  if (!session || session.account.id === account) return
  await queryClient.resetQueries({ predicate: ({ queryKey: [noun] }) => noun !== 'session' })
}

/**
 * Follows the changes that the signed-in account may see, until the returned function is called. One connection serves all
 * tabs of the browser.
 */
export function followChanges(account: number): () => void {
  const startedMs = Date.now()
  const late = setTimeout(() => {
    if (state.status === 'connecting') takeCut(startedMs)
  }, openWithinMs)
  const leave = joinTabs(account, {
    take,
    missed: fetchAll,
    sessionMayHaveChanged: () => void lookWhoIsSignedIn(account),
  })
  return () => {
    clearTimeout(late)
    clearTimeout(cutTimer)
    cutTimer = undefined
    leave()
    isFollowing = false
    set({ status: 'connecting' })
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
