import './drawing.css'
import { useMemo } from 'react'
import type { RecordDetail } from '../../../core/api/records.ts'
import { useText } from '../../text/use-text.ts'
import { ShapeMap } from './shape-map.tsx'
import { isShape, shapeText } from './shape-words.ts'

/** Where a record is: a small map of its drawing, and the drawing in words. */
export function RecordShape({ record }: { record: RecordDetail }) {
  const { t } = useText()
  const { id, geometry } = record
  const shapes = useMemo(() => (isShape(geometry) ? [{ id, shape: geometry }] : []), [id, geometry])
  return (
    <section className="block record-shape" aria-label={t('shape.label')}>
      <h3>{t('shape.label')}</h3>
      <ShapeMap title={t('shape.shown')} shapes={shapes} fitKey={JSON.stringify(geometry).slice(0, 500)} />
      <p className="quiet">{shapeText(t, geometry)}</p>
    </section>
  )
}
