import type { Map as GlMap, MapMouseEvent } from 'maplibre-gl'

/** As far as a hand may slip and still have pressed, px. */
const slipPx = 3
/** What is new on the map is never kept back longer, however long it is moved. */
const latestMs = 2_000

/** How a hand moves the map, and what may wait for it. */
export interface SteadyHand {
  /**
   * Does each kind of work at once, or, while the map is moved, its newest when the map stands still again, two seconds later at most: what
   * is new is read by the same processor that draws the next frame.
   */
  wait(kind: string, work: () => void): void
  /** Ends all of it: what still waits is not done. */
  stop(): void
}

/**
 * Keeps the map as large as its box and calls `onPress` for presses. While it is pulled neither happens: a map that is given another size
 * between the press and the first movement lets go, and takes the end of the drag for a press. The map must not follow its box
 * itself (`trackResize: false`).
 */
export function steadyHand(map: GlMap, box: HTMLElement, onPress: (event: MapMouseEvent) => void): SteadyHand {
  const ended = new AbortController()
  const { signal } = ended
  let isHeld = false
  let from = { clientX: 0, clientY: 0 }
  const size = () => `${box.clientWidth}x${box.clientHeight}`
  let followed = size()
  const waiting = new Map<string, () => void>()
  let timer: ReturnType<typeof setTimeout> | undefined

  const isMoved = () => isHeld || map.isMoving()
  function follow(): void {
    if (size() === followed || isMoved()) return
    followed = size()
    map.resize()
    // A canvas of another size is empty until it is drawn on: in the same frame, or it would flash.
    map.redraw()
  }
  function flush(): void {
    clearTimeout(timer)
    timer = undefined
    const works = [...waiting.values()]
    waiting.clear()
    for (const work of works) work()
  }
  function rest(): void {
    if (signal.aborted || isMoved()) return
    follow()
    flush()
  }
  function letGo(): void {
    isHeld = false
    rest()
  }

  const observer = new ResizeObserver(follow)
  observer.observe(box)
  // It is told while the map draws a frame, and there it cannot be drawn again.
  map.on('moveend', () => queueMicrotask(rest))
  map.getCanvasContainer().addEventListener(
    'pointerdown',
    ({ button, clientX, clientY }) => {
      // The menu of another button may swallow its release.
      if (button !== 0) return
      isHeld = true
      from = { clientX, clientY }
    },
    { capture: true, signal },
  )
  window.addEventListener('pointerup', letGo, { signal })
  window.addEventListener('pointercancel', letGo, { signal })
  window.addEventListener('blur', letGo, { signal })
  map.on('click', (event) => {
    const { clientX, clientY } = event.originalEvent
    if (Math.hypot(clientX - from.clientX, clientY - from.clientY) < slipPx) onPress(event)
  })
  return {
    wait(kind, work) {
      if (!isMoved()) return work()
      waiting.set(kind, work)
      timer ??= setTimeout(flush, latestMs)
    },
    stop() {
      ended.abort()
      observer.disconnect()
      clearTimeout(timer)
      waiting.clear()
    },
  }
}
