import { useState } from 'react'
import type { AlertDetail } from '../../core/api/alerts.ts'
import type { Reading, Series } from '../../core/api/assets.ts'
import { useReadingsBetween } from '../api/assets.ts'
import { useCommands } from '../kit/commands.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, formatNumber, formatTimeWithSeconds } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'

const beatsAround = 8
const lastWithinMs = 4 * 86_400_000
const mostDigits = 2

/** How many decimals a value is shown with: those of a column stand below each other. */
const decimalsOf = (value: number) => Math.min(mostDigits, String(value).split('.')[1]?.length ?? 0)

function Row(props: { reading: Reading; series: Series; fired: boolean; digits: number }) {
  const { reading, series, fired, digits } = props
  const { t, language, local } = useText()
  const word = series.words?.[String(reading.value)]
  const current = fired ? 'true' : undefined
  const sender = reading.origin === 'device' ? reading.sender : t(`origin.${reading.origin}`)
  return (
    <>
      <tr className="reading" aria-current={current}>
        <td className="nowrap" title={formatDateTime(reading.at)}>
          {formatTimeWithSeconds(reading.at)}
        </td>
        <td className="nowrap" title={formatDateTime(reading.receivedAt)}>
          {formatTimeWithSeconds(reading.receivedAt)}
        </td>
        <td className="num">{word ? local(word) : formatNumber(reading.value, language, mostDigits, digits)}</td>
        <td>{sender ?? t('alert.unknownSender')}</td>
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
function AroundAlert({ alert, series }: { alert: AlertDetail; series: Series }) {
  const { t } = useText()
  const firedMs = Date.parse(alert.firedAt)
  const isSilence = alert.judgedBy === 'received'
  const aroundMs = beatsAround * series.cadenceS * 1_000
  // Values that are replayed may carry times of days ago.
  const from = new Date(firedMs - (isSilence ? lastWithinMs : aroundMs)).toISOString()
  const to = new Date(firedMs + (isSilence ? 0 : aroundMs)).toISOString()
  const { data, error, refetch } = useReadingsBetween(alert.asset.code, alert.series, from, to)
  const shown = isSilence
    ? data?.items.filter(({ receivedAt }) => Date.parse(receivedAt) <= firedMs).slice(-beatsAround)
    : data?.items
  const digits = Math.max(0, ...(shown ?? []).map(({ value }) => decimalsOf(value)))
  return (
    <>
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
              <Row
                key={reading.at}
                reading={reading}
                series={series}
                fired={!isSilence && Date.parse(reading.at) === firedMs}
                digits={digits}
              />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

/** The messages an alert came from, folded until somebody asks for them. */
export function AlertReadings({ alert, series }: { alert: AlertDetail; series: Series }) {
  const { t } = useText()
  const [isOpen, setOpen] = useState(false)
  const name = t(alert.judgedBy === 'received' ? 'alert.lastReadings' : 'alert.readings')
  const toggle = () => setOpen(!isOpen)
  useCommands([{ id: 'alert.readings', group: 'here', icon: 'chart', text: name, keys: 'e', run: toggle }])
  return (
    <details className="block readings-fold" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{name}</summary>
      {isOpen && <AroundAlert alert={alert} series={series} />}
    </details>
  )
}
