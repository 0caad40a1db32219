import type { AreasGeoJson } from '../../core/api/geojson.ts'
import { queryClient } from '../api/query-client.ts'
import type { Register } from '../api/records.ts'
import { useText } from '../text/use-text.ts'
import { shapeFaultText } from './drawing/shape-words.ts'

/** Checks a drawing before it is sent, in words at its field. What it checks with is loaded where a register has a drawing. */
export function useShapeCheck({ geometry }: Register) {
  const { t } = useText()
  return async (value: unknown): Promise<{ geometry?: string }> => {
    if (!geometry || value === null || value === undefined) return {}
    const { findShapeFault } = await import('./drawing/find-shape-fault.ts')
    // The map beside the field has fetched them; without them the server decides alone.
    const areas = queryClient.getQueryData<AreasGeoJson>(['areas'])
    const fault = findShapeFault(geometry, value, areas)
    return fault ? { geometry: shapeFaultText(t, geometry, fault) } : {}
  }
}
