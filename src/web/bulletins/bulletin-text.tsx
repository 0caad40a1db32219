import type { Bulletin } from '../../core/api/bulletins.ts'
import { formatTime } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { UrgencyChip } from './urgency-chip.tsx'

/** What a bulletin says and for whom, as it is read before it is sent. */
export function BulletinText({ bulletin }: { bulletin: Bulletin }) {
  const { t } = useText()
  const { urgency, title, text, audience, chosen, askedAt, askedBy } = bulletin
  return (
    <div className="bulletin-paper">
      <h3>
        <UrgencyChip urgency={urgency} /> {title}
      </h3>
      <p className="prose">{text}</p>
      <p className="quiet">
        {t('bulletin.to')}: {t(`bulletin.audience.${audience}`)}
        {chosen.length > 0 && `: ${chosen.map(({ name }) => name).join(', ')}`}
      </p>
      {askedAt && askedBy && (
        <p className="quiet">{t('bulletin.writtenBy', { by: askedBy.name, time: formatTime(askedAt) })}</p>
      )}
    </div>
  )
}
