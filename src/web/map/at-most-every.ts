/** Calls `act` at once and then at most every `pauseMs`, however often it is called; the last call is never lost. */
export function atMostEvery(pauseMs: number, act: () => void): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isWaiting = false
  function rest(): void {
    timer = setTimeout(() => {
      timer = undefined
      if (!isWaiting) return
      isWaiting = false
      rest()
      act()
    }, pauseMs)
  }
  return {
    call: () => {
      if (timer !== undefined) {
        isWaiting = true
        return
      }
      rest()
      act()
    },
    stop: () => clearTimeout(timer),
  }
}
