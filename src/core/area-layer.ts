import type { AssetType } from './module.ts'
import type { Text } from './text.ts'

/**
 * A tint of the communes on the map: what a series that tells a rate by the hour adds up to in each, over the last hours. Of several
 * devices in a commune the highest counts; one that lacks more than a sixth of the time counts as not known.
 */
export interface AreaLayer {
  /** `[a-z][a-z0-9_]*`, once in its module. */
  readonly key: string
  readonly name: Text
  /** One of the module's own types, and the key of one of its series. */
  readonly assetType: string
  readonly series: string
  /** Of what is added up, e.g. `mm` where the series is `mm/h`. */
  readonly unit: string
  /** Over how many hours, 1 to 72. */
  readonly hours: number
  /** Where classes 1 to 4 begin, upwards. */
  readonly limits: readonly [number, number, number, number]
}

/** Of the time of a layer so much must be told of by a device. */
export const leastCovered = 5 / 6

/** What is wrong with a layer, as a sentence; null when nothing is. */
export function areaLayerFault(layer: AreaLayer, assets: readonly AssetType[]): string | null {
  const { key, assetType, series, hours, limits } = layer
  const at = `area layer ${key}`
  if (!/^[a-z][a-z0-9_]*$/.test(key)) return `${at}: write its key in lower-case letters, digits and underscores`
  const type = assets.find((asset) => asset.type === assetType)
  if (!type) return `${at}: no asset type ${assetType} here`
  const of = type.series.find((each) => each.key === series)
  if (!of) return `${at}: ${assetType} has no series ${series}`
  if (of.sporadic) return `${at}: ${series} comes at times only; what is missing of it cannot be told`
  if (!Number.isInteger(hours) || hours < 1 || hours > 72) return `${at}: hours is a whole number from 1 to 72`
  if (of.cadenceS > hours * 3_600) return `${at}: ${series} comes less often than every ${hours} hours`
  if (limits.some((limit, i) => limit <= (limits[i - 1] ?? 0))) return `${at}: limits must rise, from above 0`
  return null
}
