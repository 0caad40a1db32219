import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import type { BoardIndicator } from '../../core/api/indicators.ts'
import { periodKind } from '../../core/period.ts'
import { useText } from '../text/use-text.ts'
import { LateFromData } from './late-from-data.tsx'
import { Newest } from './newest.tsx'
import { QualityMarks } from './quality-marks.tsx'
import { Sparkline } from './sparkline.tsx'
import { TargetBar } from './target-bar.tsx'
import { useChangeText } from './use-change-text.ts'
import { useFigureText } from './use-figure-text.ts'
import { VerdictWords } from './verdict-words.tsx'

function useOwnerText() {
  const { t } = useText()
  return ({ target, onlyAgency, agencies }: BoardIndicator): string =>
    target?.responsible?.name ?? onlyAgency?.name ?? t('indicator.agencies', { n: agencies })
}

function Row({ item, period }: { item: BoardIndicator; period: string }) {
  const { t, local } = useText()
  const figureText = useFigureText()
  const changeText = useChangeText()
  const ownerText = useOwnerText()
  const { indicator, figure, target, verdict } = item
  const values = item.points.map(({ value }) => value)
  return (
    <tr>
      <td className="wide">
        <Link className="link" to="/chi-so" search={{ key: indicator.key, period }}>
          {local(indicator.name)}
        </Link>
        <small>{ownerText(item)}</small>
      </td>
      <td className="num" data-label={t('indicator.thisPeriod')}>
        <b>{figureText(figure.value, indicator.unit)}</b>
      </td>
      <td className="board-target" data-label={t('target.beside')}>
        <TargetBar value={figure.value} target={target?.value ?? null} verdict={verdict} />
        <span className="board-verdict">
          <VerdictWords item={item} period={period} />
          <LateFromData item={item} form="byData" />
        </span>
      </td>
      <td className="board-course">
        <Sparkline values={values} target={target?.value} isBad={verdict === 'missed'} />
      </td>
      <td className="num" data-label={t('indicator.changed')}>
        {changeText(values.at(-2) ?? null, figure.value, indicator.unit, period, 'short')}
      </td>
      <td data-label={t('indicator.age')}>
        <Newest at={item.newestAt} />
      </td>
      <td className="board-quality">
        <QualityMarks quality={item.quality} basis={indicator.basis} />
      </td>
    </tr>
  )
}

/** Every indicator by the field of work it belongs to, beside its target; each name opens it. */
export function FieldTable({ items, period }: { items: readonly BoardIndicator[]; period: string }) {
  const { t, local } = useText()
  const units = t(`indicator.units.${periodKind(period)}`)
  const fields = [...Map.groupBy(items, ({ indicator }) => indicator.field.id).values()]
  return (
    <section className="card board" aria-label={t('indicator.byField')}>
      <header className="board-head">
        <h2>{t('indicator.byField')}</h2>
        <span className="quiet">{t('indicator.byFieldHint', { units })}</span>
      </header>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('indicator.pick')}</th>
            <th scope="col" className="num">
              {t('indicator.thisPeriod')}
            </th>
            <th scope="col">{t('target.beside')}</th>
            <th scope="col" className="board-course">
              {t('indicator.course', { units })}
            </th>
            <th scope="col" className="num">
              {t('indicator.changed')}
            </th>
            <th scope="col">{t('indicator.age')}</th>
            <th scope="col">{t('quality.short')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((own) => {
            const field = own[0]?.indicator.field
            if (!field) return null
            return (
              <Fragment key={field.id}>
                <tr className="board-field">
                  <th scope="rowgroup" colSpan={7}>
                    {local(field.name)}
                  </th>
                </tr>
                {own.map((item) => (
                  <Row key={item.indicator.key} item={item} period={period} />
                ))}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
