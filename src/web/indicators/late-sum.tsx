import type { BoardIndicator } from '../../core/api/indicators.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** What a reason is called and how many were late for it; `reason` as in the address, «none» for those nobody explained. */
export function useLateFor(item: BoardIndicator | undefined, reason: string | undefined) {
  const { t, local } = useText()
  const found = item?.late.find((share) => (share.reason?.key ?? 'none') === reason)
  if (!item || reason === undefined) return undefined
  const name = found?.reason ? local(found.reason.name) : t('late.unsaid')
  return { name, number: found?.number ?? 0, late: item.figure.late }
}

/** The sum behind the number of one reason: all that is late, less what was late for others. */
export function LateSum({ of }: { of: { name: string; number: number; late: number } }) {
  const { t, language } = useText()
  const part = (number: number, name: string, look = '') => (
    <span className="sum-part">
      <b className={look}>{formatNumber(number, language)}</b>
      <small>{name}</small>
    </span>
  )
  return (
    <p className="sum">
      {part(of.late, t('indicator.late'))}
      <span className="sum-step">
        <span className="sum-sign">{'\u2212'}</span>
        {part(of.late - of.number, t('late.otherReasons'))}
      </span>
      <span className="sum-step">
        <span className="sum-sign">=</span>
        {part(of.number, of.name, 'sum-late')}
      </span>
    </p>
  )
}
