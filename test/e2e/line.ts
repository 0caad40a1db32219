import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** The network between browsers and a centre, which a test may break. */
export interface Line {
  /** Where browsers reach the centre through it. */
  readonly address: string
  /** Every connection ends and none is let through. */
  cut(): void
  /** Nothing passes any more, and nobody is told: a cable pulled out far away. */
  hush(): void
  /** Everything passes again, on the connections that were hushed too. */
  mend(): void
  close(): Promise<void>
}

/** Opens a line to `target`, e.g. `http://127.0.0.1:8080`. */
export async function openLine(target: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const pairs = new Set<readonly [Socket, Socket]>()
  /** Whatever was accepted, also what came while the line was hushed and leads nowhere. */
  const accepted = new Set<Socket>()
  let state: 'open' | 'cut' | 'hushed' = 'open'

  const join = ([near, far]: readonly [Socket, Socket]) => {
    near.pipe(far)
    far.pipe(near)
  }
  const server = createServer((near) => {
    near.on('error', () => near.destroy())
    accepted.add(near)
    near.on('close', () => accepted.delete(near))
    if (state === 'cut') near.destroy()
    if (state !== 'open') return
    const far = connect(Number(port), hostname)
    const pair = [near, far] as const
    pairs.add(pair)
    join(pair)
    far.on('error', () => near.destroy())
    near.on('close', () => {
      pairs.delete(pair)
      far.destroy()
    })
    far.on('close', () => {
      // The other side of a dead cable does not learn of it.
      if (state === 'hushed') return
      pairs.delete(pair)
      near.destroy()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = server.address()
  if (typeof own !== 'object' || !own) throw new Error('the line has no address')

  const endAll = () => {
    for (const [near, far] of pairs) {
      near.destroy()
      far.destroy()
    }
  }
  return {
    address: `http://127.0.0.1:${own.port}`,
    cut() {
      state = 'cut'
      endAll()
    },
    hush() {
      state = 'hushed'
      for (const [near, far] of pairs) {
        near.unpipe(far)
        far.unpipe(near)
        near.pause()
        far.pause()
      }
    },
    mend() {
      const wasHushed = state === 'hushed'
      state = 'open'
      // What flows already would flow twice.
      if (!wasHushed) return
      for (const [near, far] of pairs) {
        join([near, far])
        if (far.destroyed) near.destroy()
      }
    },
    async close() {
      endAll()
      for (const near of accepted) near.destroy()
      server.close()
      await once(server, 'close').catch(() => undefined)
    },
  }
}
