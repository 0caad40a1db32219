import { Link } from '@tanstack/react-router'
import type { AlertLoad } from '../../../core/api/alert-load.ts'
import { Since } from '../../kit/age.tsx'
import { formatNumber } from '../../kit/format.ts'
import { Mark } from '../../kit/mark.tsx'
import { useText } from '../../text/use-text.ts'

/** What stands longest, each opening to its alert. */
export function StandingList({ oldest }: { oldest: AlertLoad['oldest'] }) {
  const { t, local } = useText()
  if (oldest.length === 0) return null
  return (
    <section className="card load-standing">
      <h2>{t('load.oldest')}</h2>
      <ul>
        {oldest.map(({ id, title, severity, raisedAt }) => (
          <li key={id}>
            <Mark kind={severity} size={14} />
            <Link className="prose" to="/" search={{ alert: id }}>
              {local(title)}
            </Link>
            <Since at={raisedAt} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The rules that asked most since a day, `YYYY-MM-DD`; numbers open to their alerts, a rule to be mended, its worst device to what it sent. */
export function RuleLoads({ rules, from }: { rules: AlertLoad['rules']; from: string }) {
  const { t, local, language } = useText()
  const number = (n: number) => formatNumber(n, language)
  return (
    <div className="table-wrap">
      <table className="table">
        <caption className="load-caption">{t('load.rules')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('load.rule')}</th>
            {(['lines', 'alerts', 'dismissed', 'assets'] as const).map((each) => (
              <th key={each} scope="col" className="num">
                {t(`load.${each}`)}
              </th>
            ))}
            <th scope="col">{t('load.worst')}</th>
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <tr key={rule.id}>
              <td className="wide">
                <span className="load-rule">
                  <Mark kind={rule.severity} size={14} />
                  <Link to="/cai-dat/quy-tac" search={{ ma: String(rule.id) }}>
                    {local(rule.name)}
                  </Link>
                </span>
              </td>
              {(['lines', 'alerts', 'dismissed', 'assets'] as const).map((each) => (
                <td key={each} className="num" data-label={t(`load.${each}`)}>
                  {each === 'alerts' || each === 'dismissed' ? (
                    <Link
                      to="/canh-bao"
                      search={{ rule: rule.key, from, ...(each === 'dismissed' ? { outcome: each } : {}) }}
                      aria-label={`${t(`load.${each}`)}: ${number(rule[each])}, ${local(rule.name)}`}
                    >
                      {number(rule[each])}
                    </Link>
                  ) : (
                    number(rule[each])
                  )}
                </td>
              ))}
              <td data-label={t('load.worst')}>
                <Link to="/" search={{ asset: rule.worst.code }}>
                  {rule.worst.name}
                </Link>{' '}
                <span className="quiet">({number(rule.worst.alerts)})</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
