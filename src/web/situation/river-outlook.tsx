import type { Series } from '../../core/api/assets.ts'
import { useReadingsSince } from '../api/assets.ts'
import { formatValue } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { risePerHour, riverLength } from './rise.ts'

const lookBackMs = 2.2 * 3_600_000

/** Where a river goes: how fast it rises or falls, and how far the next alert level is. */
export function RiverOutlook(props: {
  asset: string
  series: Series
  next: { level: number; missing: number } | undefined
}) {
  const { asset, series, next } = props
  const { t, language } = useText()
  const { key, lastAt, unit } = series
  const { data } = useReadingsSince(asset, key, lastAt === null ? null : Date.parse(lastAt) - lookBackMs)
  const rise = data ? risePerHour(data.items) : null
  const length = (metres: number) => {
    const short = unit === 'm' ? riverLength(metres) : { value: metres, unit }
    return formatValue(short.value, short.unit, language)
  }
  // What a map or a reader may round to nothing is no rise.
  const isStill = rise !== null && Math.abs(rise) < 0.005
  return (
    <span className="to-next">
      {rise !== null && (
        <span>
          {isStill ? t('assets.still') : t('assets.perHour', { value: `${rise > 0 ? '+' : ''}${length(rise)}` })}
        </span>
      )}
      {next && <span>{t('assets.toNext', { value: length(next.missing), n: next.level })}</span>}
    </span>
  )
}
