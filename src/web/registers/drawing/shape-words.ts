import type { FieldFault } from '../../../core/error.ts'
import type { Shape, ShapeKind } from '../../../core/geo-shape.ts'
import type { useText } from '../../text/use-text.ts'

type Translate = ReturnType<typeof useText>['t']

/** Whether a value of the form is a drawing; otherwise it is nothing, or text that was typed and cannot be read. */
export const isShape = (value: unknown): value is Shape =>
  typeof value === 'object' && value !== null && 'type' in value

/** What is wrong with a drawing and how to mend it, found here or told by the server. */
export function shapeFaultText(t: Translate, kind: ShapeKind, { code, params = {} }: Omit<FieldFault, 'path'>): string {
  switch (code) {
    case 'unreadable_line':
      return t(kind === 'point' ? 'shape.fault.unreadable' : 'shape.fault.unreadableLine', params)
    case 'too_few':
    case 'too_few_points':
      return t(`shape.fault.tooFew.${kind}`)
    case 'ring_open':
      return t('shape.fault.ringOpen')
    case 'crosses_itself':
      return t('shape.fault.crosses', params)
    case 'outside_province':
      return t('shape.fault.outside', params)
    case 'too_many':
      return t('shape.fault.tooMany', params)
    default:
      return t('shape.fault.other')
  }
}

/** A drawing in a few words: where a point is, how many points the others have. */
export function shapeText(t: Translate, value: unknown): string | null {
  if (!isShape(value)) return null
  if (value.type === 'Point') {
    const [lon = 0, lat = 0] = value.coordinates
    return `${lat}, ${lon}`
  }
  if (value.type === 'LineString') return t('shape.line', { n: value.coordinates.length })
  return t('shape.polygon', { n: value.coordinates.flat().length - value.coordinates.length })
}
