import type { Series } from '../../core/api/assets.ts'
import { useCorrections } from '../api/assets.ts'
import { formatDateTime } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { useValueWords } from './use-value-words.ts'

/** Values of the last so many hours that were replaced, each with what stood before and who said so; nothing where none was. */
export function Corrections({ asset, series, hours }: { asset: string; series: Series; hours: number }) {
  const { t } = useText()
  const say = useValueWords()
  const { data } = useCorrections(asset, series.key, hours)
  if (!data || data.items.length === 0) return null
  const n = data.truncated ? `${data.items.length}+` : data.items.length
  return (
    <details className="asset-corrections">
      <summary>{t('course.corrected', { n })}</summary>
      <ul>
        {data.items.map((each) => (
          <li key={`${each.at} ${each.correctedAt}`}>
            <b>{formatDateTime(each.at)}</b>{' '}
            {t('course.correction', { from: say(series, each.oldValue), to: say(series, each.newValue) })}{' '}
            <span className="quiet">
              {t('course.correctedBy', { time: formatDateTime(each.correctedAt), sender: each.sender })}
              {each.oldSender &&
                each.oldSender !== each.sender &&
                `; ${t('course.firstBy', { sender: each.oldSender })}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}
