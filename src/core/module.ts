import type { z } from 'zod'
import type { Severity } from './severity.ts'
import type { Text } from './text.ts'

/** One thing that an asset of a type reports. */
export interface SeriesType {
  readonly key: string
  readonly name: Text
  readonly unit: string
  /** Expected seconds between values. */
  readonly cadenceS: number
}

/** A kind of thing in the field: its own fields and what it reports. */
export interface AssetType {
  readonly type: string
  readonly name: Text
  /** The type's own fields; what does not fit is refused. */
  readonly attributes: z.ZodObject
  readonly series: readonly SeriesType[]
}

/** A default alert rule: seeded once as a row, edited by operators from then on. */
export interface RuleDefault {
  readonly key: string
  readonly name: Text
  /** Title of the alert; `{asset}`, `{value}`, `{unit}` and `{threshold}` are filled in. */
  readonly title: Text
  readonly severity: Severity
  readonly assetType: string
  readonly series: string
  readonly op: '>' | '>=' | '<' | '<='
  /** The limit itself, or the asset's attribute that holds it. */
  readonly threshold: number | { readonly attribute: string }
  /** How far back past the limit the value must come before the alert is over, in the series' unit. */
  readonly clearMargin?: number
  /** Seconds the condition must hold before the alert fires. */
  readonly forS?: number
}

/** One field of work. A module's folder default-exports one of these from `module.ts`. */
export interface ModuleDefinition {
  readonly id: string
  readonly name: Text
  readonly assets: readonly AssetType[]
  readonly rules: readonly RuleDefault[]
}

/** States a module; checks what types cannot say. @throws {TypeError} naming the fault */
export function defineModule(definition: ModuleDefinition): ModuleDefinition {
  const types = new Map(definition.assets.map((asset) => [asset.type, asset]))
  for (const rule of definition.rules) {
    const type = types.get(rule.assetType)
    if (!type) throw new TypeError(`module ${definition.id}, rule ${rule.key}: no asset type ${rule.assetType} here`)
    if (!type.series.some((series) => series.key === rule.series)) {
      throw new TypeError(`module ${definition.id}, rule ${rule.key}: ${rule.assetType} has no series ${rule.series}`)
    }
    if (typeof rule.threshold === 'object' && !(rule.threshold.attribute in type.attributes.shape)) {
      throw new TypeError(
        `module ${definition.id}, rule ${rule.key}: ${rule.assetType} has no attribute ${rule.threshold.attribute}`,
      )
    }
  }
  return definition
}
