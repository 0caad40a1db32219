import type { LiveChange } from '../../core/api/situation.ts'

/** What the live connection tells a page. `at` is the local clock, milliseconds since 1970. */
export type LiveMessage =
  | { type: 'connecting' }
  | { type: 'open' }
  | { type: 'cut'; at: number }
  | { type: 'change'; change: LiveChange }

const reopenAfterMs = 3_000

/**
 * Opens the server's stream of changes and keeps it open. The browser resumes a broken one by Last-Event-ID; one the server
 * refused is opened anew after a pause.
 */
export function openStream(url: string, tell: (message: LiveMessage) => void) {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let cut = false

  function open(): void {
    source = new EventSource(url)
    source.onopen = () => {
      cut = false
      tell({ type: 'open' })
    }
    source.onerror = () => {
      if (!cut) tell({ type: 'cut', at: Date.now() })
      cut = true
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, reopenAfterMs)
    }
    source.addEventListener('change', (event) => {
      // Our own server's event; its data is a LiveChange by contract.
      tell({ type: 'change', change: JSON.parse(event.data) as LiveChange })
    })
  }

  function stop(): void {
    clearTimeout(timer)
    source?.close()
    source = undefined
    cut = false
  }

  function restart(): void {
    stop()
    open()
  }

  return { restart, stop }
}
