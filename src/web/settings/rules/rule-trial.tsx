import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { RuleRow, TriedAlert } from '../../../core/api/rules.ts'
import type { RuleDefinition } from '../../../core/rule.ts'
import { useRuleTrial } from '../../api/rules.ts'
import { Button } from '../../kit/button.tsx'
import { ErrorBox } from '../../kit/error-box.tsx'
import { formatDateTime, formatValue } from '../../kit/format.ts'
import { useText } from '../../text/use-text.ts'

const spans = [1, 3, 7, 14, 31] as const
const keyOf = ({ asset, series, firedAt }: TriedAlert) => `${asset.code} ${series} ${firedAt}`

/** When and where a draft would have fired in the past days, beside the rule as it stands. */
export function RuleTrialBox({ draft, rule }: { draft: () => RuleDefinition | null; rule: RuleRow | null }) {
  const { t, language } = useText()
  const [days, setDays] = useState<number>(7)
  const trial = useRuleTrial()
  const { data } = trial
  const run = () => {
    const definition = draft()
    if (definition) trial.mutate({ definition, days, ...(rule ? { ruleId: rule.id } : {}) })
  }
  const current = new Set(data?.current?.alerts.map(keyOf))
  const drafted = new Set(data?.draft.alerts.map(keyOf))
  const rows = data
    ? [...data.draft.alerts, ...(data.current?.alerts.filter((one) => !drafted.has(keyOf(one))) ?? [])].sort((a, b) =>
        b.firedAt.localeCompare(a.firedAt),
      )
    : []
  const which = (one: TriedAlert) =>
    drafted.has(keyOf(one)) ? t(current.has(keyOf(one)) ? 'rule.triedBoth' : 'rule.triedDraft') : t('rule.triedCurrent')
  return (
    <section className="card rules-trial" aria-label={t('rule.try')}>
      <div className="rules-trial-ask">
        <h2>{t('rule.try')}</h2>
        <select
          className="input input-short"
          aria-label={t('rule.tryDays')}
          value={days}
          onChange={(event) => setDays(Number(event.target.value))}
        >
          {spans.map((span) => (
            <option key={span} value={span}>
              {t('rule.tryDay', { n: span })}
            </option>
          ))}
        </select>
        <Button disabled={trial.isPending} onClick={run}>
          {trial.isPending ? t('rule.trying') : t('rule.try')}
        </Button>
      </div>
      {trial.error && <ErrorBox error={trial.error} onRetry={run} />}
      {data && (
        <div role="status">
          <p className="rules-trial-figure">
            {t('rule.tried', { days: trial.variables?.days ?? days, n: data.draft.fired })}
          </p>
          {data.current && <p>{t('rule.triedNow', { n: data.current.fired })}</p>}
          <p className="quiet">
            {t('rule.triedSeen', {
              readings: formatValue(data.readings, '', language),
              looked: data.lookedAt,
              assets: data.assets,
            })}
          </p>
          {data.lookedAt < data.assets && <p className="note-box">{t('rule.triedPart')}</p>}
          {data.draft.late > 0 && <p className="quiet">{t('rule.triedLate', { n: data.draft.late })}</p>}
          {trial.variables?.definition.condition.kind === 'silence' && (
            <p className="quiet">{t('rule.triedSilence')}</p>
          )}
        </div>
      )}
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className="rules-trial-list" tabIndex={0} aria-label={t('rule.triedCol.from')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('rule.triedCol.asset')}</th>
                <th scope="col" className="num">
                  {t('rule.triedCol.value')}
                </th>
                <th scope="col">{t('rule.triedCol.from')}</th>
                <th scope="col">{t('rule.triedCol.to')}</th>
                {data?.current && <th scope="col">{t('rule.triedCol.which')}</th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={`${which(one)} ${keyOf(one)}`}>
                  <td className="wide">
                    <Link to="/thiet-bi/$code" params={{ code: one.asset.code }} target="_blank">
                      {one.asset.name}
                    </Link>
                  </td>
                  <td className="num nowrap" data-label={t('rule.triedCol.value')}>
                    {formatValue(one.value, one.unit, language)}
                  </td>
                  <td data-label={t('rule.triedCol.from')}>{formatDateTime(one.firedAt)}</td>
                  <td data-label={t('rule.triedCol.to')}>
                    {one.resolvedAt ? formatDateTime(one.resolvedAt) : t('rule.triedOpen')}
                  </td>
                  {data?.current && <td data-label={t('rule.triedCol.which')}>{which(one)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
          {data && data.draft.alerts.length < data.draft.fired && (
            <p className="quiet">{t('rule.triedMore', { n: data.draft.alerts.length })}</p>
          )}
        </section>
      )}
    </section>
  )
}
