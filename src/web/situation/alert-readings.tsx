import type { AlertDetail } from '../../core/api/alerts.ts'
import type { Reading } from '../../core/api/assets.ts'
import { useReadingsBetween } from '../api/assets.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, formatNumber, formatTimeWithSeconds } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'

const beatsAround = 8
const lastWithinMs = 4 * 86_400_000

function Row({ reading, fired }: { reading: Reading; fired: boolean }) {
  const { t, language } = useText()
  const current = fired ? 'true' : undefined
  return (
    <>
      <tr className="reading" aria-current={current}>
        <td className="nowrap" title={formatDateTime(reading.at)}>
          {formatTimeWithSeconds(reading.at)}
        </td>
        <td className="nowrap" title={formatDateTime(reading.receivedAt)}>
          {formatTimeWithSeconds(reading.receivedAt)}
        </td>
        <td className="num">{formatNumber(reading.value, language)}</td>
        <td>{reading.sender ?? t('alert.unknownSender')}</td>
      </tr>
      <tr className="reading-way" aria-current={current}>
        <td colSpan={4}>
          {reading.via}
          {reading.sourceAt && `, ${t('alert.sourceAt', { time: formatDateTime(reading.sourceAt) })}`}
        </td>
      </tr>
    </>
  )
}

/**
 * The messages around an alert, one row each: when measured, when received, what, from whom and by which way. Of a silence those that
 * were received last before it.
 */
export function AlertReadings({ alert, cadenceS }: { alert: AlertDetail; cadenceS: number }) {
  const { t } = useText()
  const firedMs = Date.parse(alert.firedAt)
  const isSilence = alert.judgedBy === 'received'
  const aroundMs = beatsAround * cadenceS * 1_000
  // Values that are replayed may carry times of days ago.
  const from = new Date(firedMs - (isSilence ? lastWithinMs : aroundMs)).toISOString()
  const to = new Date(firedMs + (isSilence ? 0 : aroundMs)).toISOString()
  const { data, error, refetch } = useReadingsBetween(alert.asset.code, alert.series, from, to)
  const shown = isSilence
    ? data?.items.filter(({ receivedAt }) => Date.parse(receivedAt) <= firedMs).slice(-beatsAround)
    : data?.items
  return (
    <div className="block">
      <h3>{t(isSilence ? 'alert.lastReadings' : 'alert.readings')}</h3>
      {!isSilence && <p className="quiet">{t('alert.readingsHint', { time: formatDateTime(alert.firedAt) })}</p>}
      {!data && !error && <Loading />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      {shown && (
        <table className="readings">
          <thead>
            <tr>
              <th scope="col">{t('alert.col.at')}</th>
              <th scope="col">{t('alert.col.received')}</th>
              <th scope="col" className="num">
                {t('alert.col.value')}
              </th>
              <th scope="col">{t('alert.col.source')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((reading) => (
              <Row key={reading.at} reading={reading} fired={!isSilence && Date.parse(reading.at) === firedMs} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  )
}
