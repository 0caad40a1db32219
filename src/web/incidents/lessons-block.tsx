import type { IncidentDetail } from '../../core/api/work.ts'
import { Moment } from '../kit/age.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

/** What was learned of a closed incident, or that nobody has written it yet. */
export function LessonsBlock({ incident, onWrite }: { incident: IncidentDetail; onWrite: (() => void) | undefined }) {
  const { t } = useText()
  const { lessons, state } = incident
  if (state === 'open') return null
  return (
    <section className="block" aria-label={t('incident.lessons.title')}>
      <div className="block-head">
        <h3>{t('incident.lessons.title')}</h3>
        {onWrite && (
          <button type="button" className="link" onClick={onWrite}>
            <Icon name="note" size={14} />
            {t(lessons ? 'incident.lessons.change' : 'incident.lessons.write')}
          </button>
        )}
      </div>
      {lessons ? (
        <>
          <p className="lessons-text prose">{lessons.text}</p>
          <p className="quiet">
            {lessons.by?.name}, <Moment at={lessons.at} />
          </p>
        </>
      ) : (
        <p className="quiet">{t('incident.lessons.none')}</p>
      )}
    </section>
  )
}
