import { useText } from '../text/use-text.ts'

/**
 * Where a map is from, on one line; on paper, where there is room and on pointing at it with the publisher in full.
 * @param own whom an operator's own map names
 * @param isWhole the base map is there; else only the boundaries are drawn
 */
export function MapSource({ own, isWhole }: { own: string | null; isWhole: boolean }) {
  const { t } = useText()
  const before = [own, isWhole ? t('mapBase.attribution') : undefined].filter(Boolean).map((each) => `${each} · `)
  const whole = t('mapBase.boundaries')
  return (
    <span title={[...before, whole].join('')}>
      {before.join('')}
      <span className="map-source-short">{t('mapBase.boundariesShort')}</span>
      <span className="map-source-whole">{whole}</span>
    </span>
  )
}
