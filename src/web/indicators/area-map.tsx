import { useId, useMemo } from 'react'
import type { AreasGeoJson } from '../../core/api/geojson.ts'
import type { IndicatorFigure } from '../../core/api/indicators.ts'
import { formatShare } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { drawAreas } from './area-drawing.ts'
import { shareClass } from './share-classes.ts'

const width = 400

interface AreaMapProps {
  readonly areas: AreasGeoJson
  readonly figures: ReadonlyMap<string, IndicatorFigure>
  readonly limits: readonly number[]
  readonly onOpen: (area: string) => void
}

/** The communes tinted by their share, hatched where there is none; pressed they open. The same is a list for who cannot point. */
export function AreaMap({ areas, figures, limits, onOpen }: AreaMapProps) {
  const { t, language } = useText()
  const hatch = useId()
  const { height, paths } = useMemo(() => drawAreas(areas, width), [areas])
  const wordsOf = (code: string, name: string) => {
    const figure = figures.get(code)
    if (!figure || figure.value === null) return t('areaMap.noData', { name })
    const counts = { inTime: figure.inTime, due: figure.inTime + figure.late }
    return t('areaMap.value', { name, value: formatShare(figure.value, language), ...counts })
  }
  const fillOf = (code: string) => {
    const value = figures.get(code)?.value
    return value === null || value === undefined ? `url(#${hatch})` : `var(--r${shareClass(value, limits)})`
  }
  const counted = paths.filter(({ code }) => figures.has(code)).sort((a, b) => a.name.localeCompare(b.name, 'vi'))
  return (
    <div className="area-map">
      <svg viewBox={`-2 -2 ${width + 4} ${height + 4}`} aria-hidden="true">
        <defs>
          <pattern id={hatch} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect width="6" height="6" className="area-hatch-ground" />
            <line x1="0" y1="0" x2="0" y2="6" className="area-hatch-line" />
          </pattern>
        </defs>
        {paths.map(({ code, name, path }) => (
          // biome-ignore lint/a11y/noStaticElementInteractions: the drawing is hidden from readers, who have the list
          <path
            key={code}
            d={path}
            style={{ fill: fillOf(code) }}
            className={figures.has(code) ? 'area-opens' : ''}
            onClick={figures.has(code) ? () => onOpen(code) : undefined}
          >
            <title>{wordsOf(code, name)}</title>
          </path>
        ))}
      </svg>
      <details className="area-list">
        <summary>{t('areaMap.asList')}</summary>
        <ul>
          {counted.map(({ code, name }) => (
            <li key={code}>
              <button type="button" className="link" onClick={() => onOpen(code)}>
                {wordsOf(code, name)}
              </button>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
