import { Link } from '@tanstack/react-router'
import type { Asset } from '../../core/api/assets.ts'
import { mostAround, useThingsAround } from '../api/situation.ts'
import { formatNumber } from '../kit/format.ts'
import { circleText, usualRadiusM } from '../map/map-view.ts'
import { useKindWords } from '../map/use-kind-words.ts'
import { useText } from '../text/use-text.ts'

/** How much of each kind is not closed around a device; each opens the circle on the map. */
export function ThingsAround({ asset }: { asset: Pick<Asset, 'code' | 'position'> }) {
  const { t, language } = useText()
  const wordsOf = useKindWords()
  const [lon, lat] = asset.position ?? []
  const circle = lon === undefined || lat === undefined ? undefined : { lon, lat, radiusM: usualRadiusM }
  const { data } = useThingsAround(circle)
  if (!circle || !data) return null
  const others = data.items.filter(({ kind, id }) => kind !== 'asset' || id !== asset.code)
  const groups = [...Map.groupBy(others, wordsOf)].sort(([, a], [, b]) => b.length - a.length)
  const title = t('mapTool.within', { radius: `${formatNumber(usualRadiusM / 1_000, language)} km` })
  return (
    <section className="block" aria-label={title}>
      <h3>{title}</h3>
      {groups.length === 0 && <p className="quiet">{t('assets.nothingAround')}</p>}
      <ul className="around">
        {groups.map(([word, things]) => (
          <li key={word}>
            <Link to="/" search={(shown) => ({ ...shown, near: circleText(circle) })}>
              <span>{word}</span>
              <b>{formatNumber(things.length, language)}</b>
            </Link>
          </li>
        ))}
      </ul>
      {data.items.length >= mostAround && (
        <p className="quiet">{t('mapTool.most', { n: formatNumber(mostAround, language) })}</p>
      )}
    </section>
  )
}
