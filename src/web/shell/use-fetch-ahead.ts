import { useEffect } from 'react'
import { fetchAhead } from './renew.ts'

/** Past the first lines and the map, which shall not wait for it. */
const afterMs = 5_000

/** Fetches a part while it is still there, for it is wanted at once later, or comes up unasked; `load` must not change. */
export function useFetchAhead(load: () => Promise<unknown>): void {
  useEffect(() => {
    const timer = setTimeout(() => void fetchAhead(load), afterMs)
    return () => clearTimeout(timer)
  }, [load])
}
