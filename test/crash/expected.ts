/** Minutes of one turn of the water; in each every station passes its limit once, all in the same minute. */
const turnMinutes = 12
export const stormMinute = 5
export const limit = 4
export const clearMargin = 0.05
/** Minutes that the second rule waits. */
export const forMinutes = 2

/** Whether in this minute all stations pass the limit at once. */
export const isStorm = (minute: number): boolean => minute % turnMinutes === stormMinute

/** What a station measures: flooded in the same five minutes of each turn, otherwise by its own chance. */
export function levelOf(station: number, minute: number): number {
  const chance = (Math.imul(station * 7_919 + minute, 2_654_435_761) >>> 8) / 2 ** 24
  const within = minute % turnMinutes
  if (within >= stormMinute && within < stormMinute + 5) return round(4.1 + chance)
  // Around the limit now and then, so that the margin and the waiting of two minutes both matter.
  return round(chance < 0.15 ? 3.93 + chance : 3 + chance / 2)
}

const round = (value: number) => Math.round(value * 100) / 100

export interface ExpectedAlert {
  readonly from: number
  readonly to: number | null
}

/** When a rule fires and ends over the minutes 0 to `count - 1` of a station: plainly, over all of them at once. */
export function expectedAlerts(station: number, count: number, waitMinutes: number): ExpectedAlert[] {
  const found: ExpectedAlert[] = []
  let above = 0
  let from: number | null = null
  for (let minute = 0; minute < count; minute++) {
    const value = levelOf(station, minute)
    if (from !== null && value < limit - clearMargin) {
      found.push({ from, to: minute })
      from = null
      above = 0
    } else if (from === null) {
      above = value >= limit ? above + 1 : 0
      if (above > waitMinutes) from = minute
    }
  }
  return from === null ? found : [...found, { from, to: null }]
}
