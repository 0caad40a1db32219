/**
 * The one live connection of this browser, shared by all its tabs: HTTP/1.1 allows six connections to a server, and a stream
 * per tab would leave none for the seventh. Each tab joins as a port; the stream is open while any tab has joined.
 */
import { type LiveMessage, openStream } from './live-stream.ts'

export type ToWorker = { type: 'join'; account: number } | { type: 'leave' }

// The DOM library types describe windows; this file runs as a shared worker.
const scope = globalThis as unknown as { onconnect: ((event: MessageEvent) => void) | null }

const ports = new Set<MessagePort>()
let last: LiveMessage = { type: 'connecting' }
let following: number | undefined

const stream = openStream('/api/live', (message) => {
  if (message.type !== 'change') last = message
  for (const port of ports) port.postMessage(message)
})

function join(port: MessagePort, account: number): void {
  ports.add(port)
  if (following !== account) {
    // Another person signed in on this browser: what may be seen is decided when the stream opens.
    following = account
    last = { type: 'connecting' }
    stream.restart()
  }
  port.postMessage(last)
}

function leave(port: MessagePort): void {
  ports.delete(port)
  if (ports.size > 0) return
  following = undefined
  stream.stop()
}

scope.onconnect = (event) => {
  const port = event.ports[0]
  if (port === undefined) return
  port.onmessage = (message: MessageEvent<ToWorker>) => {
    if (message.data.type === 'join') join(port, message.data.account)
    else leave(port)
  }
}
