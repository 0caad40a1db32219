import type { BoardIndicator } from '../../core/api/indicators.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** How much of what is late is so from data, beside a figure that stays as its formula says; nothing where none is. */
export function LateFromData({ item, form }: { item: BoardIndicator; form: 'byData' | 'byDataLong' }) {
  const { t, language } = useText()
  const fromData = item.late.reduce((sum, { reason, number }) => sum + (reason?.countsAs === 'data' ? number : 0), 0)
  if (fromData === 0) return null
  const number = (value: number) => formatNumber(value, language)
  return <span className="late-data">{t(`late.${form}`, { n: number(fromData), late: number(item.figure.late) })}</span>
}
