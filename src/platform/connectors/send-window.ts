/** Runs work, some at once and some waiting; refuses what comes beyond. */
export type SendWindow = <T>(work: () => Promise<T>) => Promise<T>

/**
 * A window of a connector's own, so that one that floods fills its own line and not the ingest's.
 * @param inFlight how many may be under way; at most `waiting` more stand in line
 */
export function openSendWindow(inFlight: number, waiting: number): SendWindow {
  const line: (() => void)[] = []
  // One for all: making each anew, with its stack, would be what a flood costs most.
  const full = new Error(`${inFlight + waiting} readings wait already; await send before the next`)
  let busy = 0
  let head = 0

  function next(): void {
    busy--
    const start = line[head]
    if (!start) return
    head++
    // Taking from the front one by one would copy the rest each time.
    if (head > 1_000 && head * 2 > line.length) {
      line.splice(0, head)
      head = 0
    }
    start()
  }

  return <T>(work: () => Promise<T>) => {
    if (busy >= inFlight && line.length - head >= waiting) {
      return Promise.reject(full)
    }
    return new Promise<T>((resolve, reject) => {
      const start = () => {
        busy++
        work().then(resolve, reject).finally(next)
      }
      if (busy < inFlight) start()
      else line.push(start)
    })
  }
}
