/** What the senders of `ingest-http` send: the same rows at the door and in the bare script. */

export const seriesCount = 100
export const perRequest = 1_000

/** Times go on from request to request, so that none is sent twice; a second apart within a series. */
export function* times(startMs: number): Generator<number> {
  for (let next = startMs; ; next += 1_000) yield next
}

/** Calls `request` on each of so many connections until the time is over; requests a second times readings a request. */
export async function rateOf(
  connections: number,
  ms: number,
  request: (connection: number) => Promise<void>,
): Promise<number> {
  const startedMs = performance.now()
  const endMs = startedMs + ms
  let done = 0
  const work = async (connection: number) => {
    while (performance.now() < endMs) {
      await request(connection)
      done++
    }
  }
  await Promise.all(Array.from({ length: connections }, (_, connection) => work(connection)))
  return (done * perRequest * 1_000) / (performance.now() - startedMs)
}

/** Answers each `{ms}` that the parent sends with the rate. */
export function serveRuns(run: (ms: number) => Promise<number>): void {
  process.on('message', ({ ms }: { ms: number }) => {
    run(ms).then(
      (rate) => process.send?.({ rate }),
      (error: Error) => process.send?.({ fault: error.message }),
    )
  })
  process.on('disconnect', () => process.exit(0))
}
