import { Segments } from '../kit/segments.tsx'
import { useText } from '../text/use-text.ts'

export type LineOrder = 'newest' | 'area'

/** In which order the lines of a group stand. On a phone it stands with the filter. */
export function OrderChoice({ order, onOrder }: { order: LineOrder; onOrder: (order: LineOrder) => void }) {
  const { t } = useText()
  return (
    <div className="order-choice">
      <Segments
        label={t('narrow.order')}
        value={order}
        options={[
          ['newest', t('narrow.newest')],
          ['area', t('narrow.areas')],
        ]}
        onChange={onOrder}
      />
    </div>
  )
}
