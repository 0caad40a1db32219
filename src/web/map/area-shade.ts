import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl'
import { tokenValue } from '../kit/theme.ts'
import type { AreaShade } from './area-classes.ts'

/** The colour of the communes: one for all, or the class of each. */
export function areaColour(shade: AreaShade | null): ExpressionSpecification | string {
  const ground = tokenValue('r0')
  if (!shade || shade.classes.size === 0) return ground
  const pairs = [...shade.classes].flatMap(([code, rank]) => [code, tokenValue(`r${rank}`)])
  // A list of pairs is more than the type of `match` can say.
  return ['match', ['get', 'code'], ...pairs, ground] as unknown as ExpressionSpecification
}

/** The communes without a class; none while there is no layer. */
export function isUnknown(shade: AreaShade | null): FilterSpecification {
  if (!shade) return ['==', ['get', 'code'], '']
  return ['!', ['in', ['get', 'code'], ['literal', [...shade.classes.keys()]]]]
}

/** Edges stand out from every tint. */
export function edgeColour(shade: AreaShade | null, theme: string): string {
  return tokenValue(shade ? 'commune-edge' : theme === 'dark' ? 'land-edge' : 'r2')
}

/** Communes are the ground of the shipped map; over an operator's own they only tint it. */
export const areaOpacity = (shade: AreaShade | null, isOver: boolean): number => (isOver ? (shade ? 0.7 : 0) : 1)
