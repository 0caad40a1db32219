/** An alert that fires, as far as its place in a line goes. */
export interface LineAlert {
  readonly id: string
  readonly asset: string
  readonly rule: number
  /** Code of the commune; null where it has none. */
  readonly area: string | null
  /** What is judged, the same for all levels of one danger on one asset; null where there are no levels. */
  readonly measure: string | null
  /** Of its severity: 1 is the worst. */
  readonly rank: number
  readonly firedAt: Date
  /** When the centre knew: of hastened or late values another time than that they carry. */
  readonly raisedAt: Date
}

/** When alerts become parts of one line. */
export interface LineSettings {
  /** An effect fires at most so long before its cause… */
  readonly causeMinutes: number
  /** …or so long after it, while the cause still fires: what has a battery goes hours after the power. */
  readonly effectHours: number
  /** Alerts of one rule in one commune: so many within that time. */
  readonly areaMinutes: number
  readonly areaAtLeast: number
}

/** Which alert heads the line of another, and why. An alert that heads its own line has no place. */
export interface LinePlace {
  readonly head: string
  readonly by: 'above' | 'cause' | 'area'
}

const minuteMs = 60_000
const byTime = (a: LineAlert, b: LineAlert) =>
  a.firedAt.getTime() - b.firedAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

/**
 * Puts alerts that fire into lines. Of several levels of one danger on one asset the worst stands for all. One whose asset depends, by any number of steps, on an asset whose alert
 * fired shortly after it, or before it and fires still, is part of that one's line; of what is left, many of one rule in one commune are one line, headed by the earliest. The outcome
 * depends on the alerts alone, not on the order in which they came.
 * @param causesOf assets that an asset depends on directly
 * @returns places of the alerts that do not head their own line; a head never has a place itself
 */
export function lineAlerts(
  alerts: readonly LineAlert[],
  causesOf: ReadonlyMap<string, readonly string[]>,
  settings: LineSettings,
): Map<string, LinePlace> {
  const inOrder = alerts.toSorted(byTime)
  const ofAsset = Map.groupBy(inOrder, ({ asset }) => asset)
  const above = findAbove(inOrder)
  const leading = inOrder.filter(({ id }) => !above.has(id))
  const parents = new Map<string, LineAlert>()
  for (const alert of leading) {
    const cause = findCause(alert, ofAsset, causesOf, settings)
    if (cause) parents.set(alert.id, above.get(cause.id) ?? cause)
  }
  const places = new Map<string, LinePlace>()
  const heads = new Set<string>()
  for (const alert of leading) {
    const head = findHead(alert, parents)
    if (head === alert) continue
    places.set(alert.id, { head: head.id, by: 'cause' })
    heads.add(head.id)
  }
  const rest = leading.filter(({ id, area }) => area !== null && !places.has(id) && !heads.has(id))
  for (const alike of Map.groupBy(rest, ({ rule, area }) => `${rule}/${area}`).values()) {
    for (const [head, ...parts] of crowds(alike, settings)) {
      for (const part of parts) if (head) places.set(part.id, { head: head.id, by: 'area' })
    }
  }
  for (const [id, leader] of above) places.set(id, { head: places.get(leader.id)?.head ?? leader.id, by: 'above' })
  return places
}

/** For each alert that is a lesser level of what fires on its asset, the worst level; of equals the latest, which is the farther one. */
function findAbove(inOrder: readonly LineAlert[]): Map<string, LineAlert> {
  const above = new Map<string, LineAlert>()
  const levels = Map.groupBy(inOrder, ({ id, asset, measure }) => (measure === null ? id : `${asset} ${measure}`))
  for (const alike of levels.values()) {
    const worst = alike.reduce((found, each) => (each.rank <= found.rank ? each : found))
    for (const each of alike) if (each !== worst) above.set(each.id, worst)
  }
  return above
}

/** The earliest alert on the nearest asset that this one's depends on. */
function findCause(
  alert: LineAlert,
  ofAsset: ReadonlyMap<string, readonly LineAlert[]>,
  causesOf: ReadonlyMap<string, readonly string[]>,
  settings: LineSettings,
): LineAlert | undefined {
  const seen = new Set([alert.asset])
  let level = [...(causesOf.get(alert.asset) ?? [])]
  while (level.length > 0) {
    const fresh = [...new Set(level)].filter((asset) => !seen.has(asset))
    const found = fresh
      .flatMap((asset) => ofAsset.get(asset) ?? [])
      .filter((cause) => isInTime(cause, alert, settings))
      .toSorted(byTime)[0]
    if (found) return found
    for (const asset of fresh) seen.add(asset)
    level = fresh.flatMap((asset) => causesOf.get(asset) ?? [])
  }
  return undefined
}

/** Whether one may have caused the other, by the times they carry or by those at which the centre knew. */
function isInTime(cause: LineAlert, effect: LineAlert, { causeMinutes, effectHours }: LineSettings): boolean {
  return (['firedAt', 'raisedAt'] as const).some((time) => {
    const afterMs = effect[time].getTime() - cause[time].getTime()
    return afterMs >= -causeMinutes * minuteMs && afterMs <= effectHours * 60 * minuteMs
  })
}

/** The end of the way from effect to cause; where it is a ring, the earliest alert of the ring. */
function findHead(alert: LineAlert, parents: ReadonlyMap<string, LineAlert>): LineAlert {
  const way: LineAlert[] = []
  for (let here: LineAlert | undefined = alert; here; here = parents.get(here.id)) {
    const at = way.indexOf(here)
    if (at >= 0) return way.slice(at).toSorted(byTime)[0] ?? here
    way.push(here)
  }
  return way.at(-1) ?? alert
}

/** Runs of alerts that are many enough within the time, each from its earliest on. */
function crowds(alike: readonly LineAlert[], { areaMinutes, areaAtLeast }: LineSettings): LineAlert[][] {
  const found: LineAlert[][] = []
  let from = 0
  while (from < alike.length) {
    const untilMs = (alike[from]?.firedAt.getTime() ?? 0) + areaMinutes * minuteMs
    let to = from
    while (to < alike.length && (alike[to]?.firedAt.getTime() ?? Infinity) <= untilMs) to++
    if (to - from >= Math.max(2, areaAtLeast)) {
      found.push(alike.slice(from, to))
      from = to
    } else from++
  }
  return found
}
