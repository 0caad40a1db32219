import type { AreaLayerRef } from '../../core/api/area-amounts.ts'
import type { AreaLayer } from '../../core/area-layer.ts'
import type { ModuleDefinition } from '../../core/module.ts'

/** The tints of the communes that modules declare, by `<module>.<layer>`. */
export function indexAreaLayers(modules: readonly ModuleDefinition[]): Map<string, AreaLayer> {
  return new Map(modules.flatMap(({ id, areaLayers = [] }) => areaLayers.map((layer) => [`${id}.${layer.key}`, layer])))
}

export const presentLayer = (key: string, { name, unit, hours, limits }: AreaLayer): AreaLayerRef => ({
  ...{ key, name, unit, hours },
  limits: [...limits],
})
