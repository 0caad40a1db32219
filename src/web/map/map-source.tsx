import { useText } from '../text/use-text.ts'

/**
 * Where a map is from, on one line; on paper and on pointing at it in full.
 * @param own whom an operator's own map names
 * @param isWhole the base map is there; else only the boundaries are drawn
 */
export function MapSource({ own, isWhole }: { own: string | null; isWhole: boolean }) {
  const { t } = useText()
  const text = (boundaries: string) =>
    [own, isWhole ? t('mapBase.attribution', { boundaries }) : boundaries].filter(Boolean).join(' · ')
  const whole = text(t('mapBase.boundaries'))
  return (
    <span className="map-source" title={whole}>
      <span className="map-source-short">{text(t('mapBase.boundariesShort'))}</span>
      <span className="map-source-whole">{whole}</span>
    </span>
  )
}
