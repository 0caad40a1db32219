import { useLineChoices } from '../api/line-choices.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { type LineFilter, noFilter, severitiesOf } from './line-filter.ts'

/** Says that the inbox is narrowed, to what, and how much that nobody has is not shown; one press ends it. */
export function FilterBand(props: { filter: LineFilter; leftOut: number; onFilter: (filter: LineFilter) => void }) {
  const { filter, leftOut, onFilter } = props
  const { t, local, language } = useText()
  const { data: choices } = useLineChoices()
  const gone = choices ? t('narrow.gone') : t('common.loading')
  const module = choices?.modules.find(({ id }) => id === filter.module)
  const words = [
    ...severitiesOf(filter).map((each) => t(`severity.${each}`)),
    filter.area !== undefined && (choices?.areas.find(({ code }) => code === filter.area)?.name ?? gone),
    filter.agency !== undefined && (choices?.agencies.find(({ id }) => id === filter.agency)?.name ?? gone),
    filter.module !== undefined && (module ? local(module.name) : gone),
  ]
  return (
    <div className="inbox-rule" role="status">
      <Icon name="filter" size={14} />
      <span className="prose">
        <b>{t('narrow.active')}:</b> {words.filter(Boolean).join(', ')}
      </span>
      {leftOut > 0 && (
        <span className="narrow-left">{t('narrow.leftOut', { n: formatNumber(leftOut, language) })}</span>
      )}
      <Button small onClick={() => onFilter(noFilter)}>
        {t('narrow.clear')}
      </Button>
    </div>
  )
}
