import type { LiveBeat, LiveChange } from '../../core/api/situation.ts'
import { query } from './client.ts'
import type { LiveMessage } from './live-message.ts'

const firstEveryMs = 5_000
/** Two beats missed, and half of one for the way. */
const beatsUntilCut = 2.5
const [retryMs, longestRetryMs] = [1_000, 10_000]

/** The connection to the server. */
export interface Stream {
  /** Looks whether the line is silent, or it is time to try again. Call it often, and whenever the page wakes up. */
  check(): void
  stop(): void
}

/**
 * Opens the server's stream of changes and opens it anew, from `place()` on, whenever it breaks or says nothing for two beats.
 * `place` is what the page was told last.
 */
export function openStream(place: () => string | undefined, tell: (message: LiveMessage) => void): Stream {
  let source: EventSource | undefined
  let heardMs = 0
  let everyMs = firstEveryMs
  let isCut = false
  let isFirst = true
  let tries = 0
  let retryAtMs = 0

  function lose(at: number): void {
    source?.close()
    source = undefined
    const pauseMs = Math.min(longestRetryMs, retryMs * 2 ** tries)
    // Not all pages of the province at the same moment.
    retryAtMs = Date.now() + pauseMs * (0.5 + Math.random())
    tries++
    if (!isCut) tell({ type: 'cut', at })
    isCut = true
    setTimeout(check, retryAtMs - Date.now())
  }

  function open(): void {
    const opened = new EventSource(`/api/live${query({ from: place() })}`)
    source = opened
    heardMs = Date.now()
    isFirst = true
    let lastId = ''
    /** The place of an event that has one of its own. */
    function placeOf(event: MessageEvent): string | null {
      heardMs = Date.now()
      if (event.lastEventId === lastId) return null
      lastId = event.lastEventId
      return lastId
    }
    opened.onerror = () => {
      if (source === opened) lose(Date.now())
    }
    opened.addEventListener('change', (event) => {
      // Our own server's event; its data is a LiveChange by contract.
      tell({ type: 'change', place: placeOf(event), change: JSON.parse(event.data) as LiveChange })
    })
    opened.addEventListener('beat', (event) => {
      // As above: a LiveBeat.
      const beat = JSON.parse(event.data) as LiveBeat
      const message = { type: 'beat', place: placeOf(event), beat, first: isFirst } as const
      everyMs = beat.everyMs
      isFirst = false
      isCut = false
      tries = 0
      tell(message)
    })
  }

  let isOver = false
  function check(): void {
    if (isOver) return
    const now = Date.now()
    if (source && now - heardMs > beatsUntilCut * everyMs) lose(heardMs)
    if (!source && now >= retryAtMs) open()
  }
  check()
  return {
    check,
    stop() {
      isOver = true
      source?.close()
      source = undefined
    },
  }
}
