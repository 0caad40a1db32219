import type { SimilarIncident } from '../../core/api/similar-incident.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useSimilar } from '../api/similar-incidents.ts'
import { formatDate } from '../kit/format.ts'
import { bindUnits } from '../text/bind-units.ts'
import { useText } from '../text/use-text.ts'

/** So many places are named; of the others there is the number. */
const mostNamed = 4

/** What both have in common: of each rule the devices, or the communes where no device is the same. */
function useSharedText(): (shared: SimilarIncident['shared']) => string {
  const { t, local } = useText()
  const listed = (names: readonly string[]) => {
    const rest = names.length - mostNamed
    const named = names.slice(0, mostNamed).join(', ')
    return rest > 0 ? `${named} ${t('incident.similar.more', { n: rest })}` : named
  }
  return (shared) => {
    const rules = shared.some(({ assets }) => assets.length > 0)
      ? shared.filter(({ assets }) => assets.length > 0)
      : shared
    return rules
      .map(({ rule, assets, areas }) =>
        t('incident.similar.rule', { rule: local(rule), where: listed(assets.length > 0 ? assets : areas) }),
      )
      .join('; ')
  }
}

/** Earlier incidents like this one, what they share with it, and a way to what was done then. */
export function SimilarBlock({ incident, onOpen }: { incident: IncidentDetail; onOpen: (id: string) => void }) {
  const { t } = useText()
  const { data: items = [] } = useSimilar(incident)
  const sharedText = useSharedText()
  if (items.length === 0) return null
  return (
    <section className="block" aria-label={t('incident.similar.title')}>
      <h3>{t('incident.similar.title')}</h3>
      <ul className="similar-list">
        {items.map((item) => (
          <li key={item.id}>
            <p className="prose">
              <b>{t('incident.similar.day', { title: bindUnits(item.title), day: formatDate(item.openedAt) })}</b>
              {item.falseAlarm && ` (${t('incident.falseAlarm').toLowerCase()})`}
            </p>
            <p>
              {t('incident.similar.common', { shared: sharedText(item.shared) })}{' '}
              <button
                type="button"
                className="link similar-open"
                aria-label={t('incident.similar.openOf', { number: item.number })}
                onClick={() => onOpen(item.id)}
              >
                {t('incident.similar.open')}
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
