import { Link } from '@tanstack/react-router'
import { mostAround, useThingsAround } from '../api/situation.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { Segments } from '../kit/segments.tsx'
import { useText } from '../text/use-text.ts'
import { type Circle, radii } from './map-view.ts'
import { useKindWords } from './use-kind-words.ts'

/** How many of one kind are listed; a smaller circle shows the rest. */
const listed = 20

/** What lies within a circle, of every module, by kind; each opens. */
export function RadiusPanel(props: { circle: Circle; onChange: (circle: Circle) => void; onClose: () => void }) {
  const { circle, onChange, onClose } = props
  const { t, language } = useText()
  const around = useThingsAround(circle)
  const wordsOf = useKindWords()
  const groups = Map.groupBy(around.data?.items ?? [], wordsOf)
  const km = (metres: number) => (metres < 1_000 ? `${metres} m` : `${formatNumber(metres / 1_000, language)} km`)
  return (
    <section className="map-radius" aria-label={t('mapTool.radius')}>
      <div className="map-radius-head">
        <h3>{t('mapTool.within', { radius: km(circle.radiusM) })}</h3>
        <button type="button" className="icon-button" aria-label={t('common.close')} onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <Segments
        label={t('mapTool.radius')}
        value={`${circle.radiusM}`}
        options={radii.map((radiusM) => [`${radiusM}`, km(radiusM)] as const)}
        onChange={(radiusM) => onChange({ ...circle, radiusM: Number(radiusM) })}
      />
      {around.isPending && <Loading />}
      {around.error && !around.data && <ErrorBox error={around.error} onRetry={() => around.refetch()} />}
      {around.data && groups.size === 0 && <p className="map-radius-note">{t('mapTool.nothing')}</p>}
      {(around.data?.items.length ?? 0) >= mostAround && (
        <p className="map-radius-note">{t('mapTool.most', { n: formatNumber(mostAround, language) })}</p>
      )}
      {[...groups].map(([word, things]) => (
        <details key={word}>
          <summary>
            {word}
            <b>{formatNumber(things.length, language)}</b>
          </summary>
          <ul className="map-near">
            {things.slice(0, listed).map((thing) => (
              <li key={`${thing.kind}/${thing.id}`}>
                <Link className="link" to={thing.address}>
                  {[thing.number, thing.title].filter(Boolean).join(' · ')}
                </Link>
                <span className="map-near-far">{km(Math.round((thing.distanceM ?? 0) / 10) * 10)}</span>
              </li>
            ))}
          </ul>
          {things.length > listed && <p className="map-radius-note">{t('mapTool.nearest', { n: listed })}</p>}
        </details>
      ))}
      <p className="map-radius-note">{t('mapTool.move')}</p>
    </section>
  )
}
