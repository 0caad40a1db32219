import { useEffect } from 'react'
import { watchChanges } from '../api/live.ts'
import { atMostEvery } from './at-most-every.ts'
import type { OpenMap } from './open-map.ts'

const pauseMs = 4_000
/** Silence comes without any event. */
const silenceMs = 30_000

/** Asks anew for the tiles of the map when assets or alerts change, and now and then for silence. Readings change no tile. */
export function useTileRefresh(map: OpenMap | undefined): void {
  useEffect(() => {
    if (!map) return
    const refresh = atMostEvery(pauseMs, () => map.refresh())
    const leave = watchChanges(({ kind }) => {
      if (kind === 'alert' || kind === 'asset' || kind === 'reset') refresh.call()
    })
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') refresh.call()
    }, silenceMs)
    return () => {
      leave()
      clearInterval(timer)
      refresh.stop()
    }
  }, [map])
}
