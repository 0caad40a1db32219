/** Runs work when a place is free, in order of asking. */
export type Places = <T>(work: () => Promise<T>) => Promise<T>

/** @param count how much may be under way at once */
export function openPlaces(count: number): Places {
  const line: (() => void)[] = []
  let free = count
  return async (work) => {
    if (free > 0) free--
    else await new Promise<void>((resolve) => line.push(resolve))
    try {
      return await work()
    } finally {
      const next = line.shift()
      if (next) next()
      else free++
    }
  }
}
