import type { BoardIndicator, LateShare } from '../../core/api/indicators.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'

/** The indicator whose late ones are asked about: the chosen one; else the one with most of them. Nobody is asked of devices. */
export function askedAbout(
  items: readonly BoardIndicator[],
  chosen: BoardIndicator | undefined,
): BoardIndicator | undefined {
  const asked = (chosen ? [chosen] : items).filter(({ indicator }) => indicator.basis !== 'devices')
  return asked.toSorted((a, b) => b.figure.late - a.figure.late)[0]
}

function Share(props: { share: LateShare; most: number; onOpen: () => void }) {
  const { t, local, language } = useText()
  const { share, most, onOpen } = props
  const name = share.reason ? local(share.reason.name) : t('late.unsaid')
  const number = formatNumber(share.number, language)
  return (
    <li className={share.reason ? '' : 'why-unsaid'}>
      <span>{name}</span>
      <span className="why-bar">
        <i style={{ width: `${(share.number / most) * 100}%` }} />
      </span>
      <button
        type="button"
        className="figure"
        aria-label={t('late.open', { n: number, reason: name })}
        onClick={onOpen}
      >
        {number}
      </button>
    </li>
  )
}

/** Late ones of an indicator by reason, with those nobody explained last; each number opens its rows. */
export function WhyLateCard(props: { item: BoardIndicator; onOpen: (reason: string) => void }) {
  const { t, local, language } = useText()
  const { item, onOpen } = props
  const { late } = item
  const most = Math.max(...late.map(({ number }) => number))
  return (
    <section className="card why-card" aria-label={t('late.why')}>
      <header>
        <h2>{t('late.why')}</h2>
        {late.length > 0 && (
          <span className="quiet">{t('late.many', { n: formatNumber(item.figure.late, language) })}</span>
        )}
      </header>
      <p className="quiet">{local(item.indicator.name)}</p>
      {late.length === 0 ? (
        <p className="quiet">{t('late.none')}</p>
      ) : (
        <ul>
          {late.map((share) => (
            <Share
              key={share.reason?.key ?? 'none'}
              share={share}
              most={most}
              onOpen={() => onOpen(share.reason?.key ?? 'none')}
            />
          ))}
        </ul>
      )}
      <p className="quiet">{t('late.footnote')}</p>
    </section>
  )
}
