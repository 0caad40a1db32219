import type { Asset, AssetSending } from '../../core/api/assets.ts'
import { notFound } from '../../core/error.ts'
import { bindRule, type RuleDefinition } from '../../core/rule.ts'
import { type Limit, sampleValue } from '../../core/sample-value.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import type { AssetKind } from '../modules/load.ts'
import { covers, readRulesInForce } from '../rules/rows.ts'
import { readAsset } from './read-asset.ts'

/** Where devices are heard: the port of the centre's own MQTT, and the address of an operator's broker; null: none. */
export type FindDoors = () => Pick<AssetSending, 'mqttPort' | 'broker'>

/** The limits that one rule sets one series of an asset. */
function limitsOf(definition: RuleDefinition, asset: Asset, series: string): Limit[] {
  const { condition } = definition
  const bound = bindRule(definition, asset.attributes)
  if (bound?.kind === 'threshold' && condition.kind === 'threshold')
    return condition.series === series ? [bound.limit] : []
  if (bound?.kind !== 'combination') return []
  return bound.parts.flatMap((part) => (part.series === series ? [part.limit] : []))
}

/** How a device of one asset reaches the centre, with a value to try each of its series with. @throws {AppError} `not_found` */
export async function readSending(
  wall: Wall,
  actor: Actor,
  types: ReadonlyMap<string, AssetKind>,
  code: string,
  findDoors: FindDoors,
): Promise<AssetSending> {
  return wall.as(actor, async (tx) => {
    const asset = await readAsset(tx, types, code)
    if (!actor.agencyIds.includes(asset.agency.id)) throw notFound(`asset ${code}`)
    const place = { assetType: asset.type, assetCode: code, agencyCode: asset.agency.code }
    const rules = (await readRulesInForce(tx)).filter(({ definition }) => covers(definition, place))
    const series = asset.series.map(({ key, lastValue, words }) => {
      const limits = rules.flatMap(({ definition }) => limitsOf(definition, asset, key))
      return { key, value: sampleValue(limits, lastValue, words) }
    })
    return { ...findDoors(), series }
  })
}
