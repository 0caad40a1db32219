import './drawing.css'
import { useMemo } from 'react'
import type { Record as RecordRow } from '../../../core/api/records.ts'
import type { Register } from '../../api/records.ts'
import { formatNumber } from '../../kit/format.ts'
import { useText } from '../../text/use-text.ts'
import { ShapeMap } from './shape-map.tsx'
import { isShape } from './shape-words.ts'

/** The records of a list on a map; pressing one opens it. The table has the same records for who does not see the map. */
export function RegisterMap(props: {
  register: Register
  items: readonly RecordRow[]
  chosen: string | undefined
  onChoose: (id: string) => void
}) {
  const { register, items, chosen, onChoose } = props
  const { t, local, language } = useText()
  const shapes = useMemo(
    () =>
      items.flatMap(({ id, geometry }) =>
        isShape(geometry) ? [{ id, shape: geometry, isChosen: id === chosen }] : [],
      ),
    [items, chosen],
  )
  const counts = { drawn: formatNumber(shapes.length, language), all: formatNumber(items.length, language) }
  return (
    <div className="register-map">
      <ShapeMap title={`${t('shape.view')}: ${local(register.plural)}`} shapes={shapes} events={{ onChoose }} />
      <p role="status">{shapes.length === 0 ? t('shape.none') : t('shape.counted', counts)}</p>
    </div>
  )
}
