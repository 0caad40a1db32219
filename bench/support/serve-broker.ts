import { createServer } from 'node:net'
import type { Aedes } from 'aedes'

/** Opens a broker on a free port of loopback, tells the parent which, and ends with it. */
export function serveBroker(broker: Aedes): void {
  const server = createServer((socket) => {
    socket.setNoDelay(true)
    broker.handle(socket)
  })
  server.listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address === 'object') process.send?.({ port: address?.port })
  })
  process.on('disconnect', () => process.exit(0))
}
