import './handover-notice.css'
import { Link } from '@tanstack/react-router'
import type { WaitingHandover } from '../../core/api/handover.ts'
import { Moment } from '../kit/age.tsx'
import { Icon } from '../kit/icon.tsx'
import { bindUnits } from '../text/bind-units.ts'
import { useText } from '../text/use-text.ts'

/** Across the first page while a command waits to be taken by whoever looks: a line each, which opens the incident. */
export function HandoverNotice({ handovers }: { handovers: readonly WaitingHandover[] }) {
  const { t } = useText()
  return (
    <section className="handover-notice" aria-label={t('incident.handover.waitsForMe')}>
      {handovers.map(({ incident, from, offeredAt }) => (
        <Link key={incident.id} to="/su-co/$id" params={{ id: incident.id }}>
          <Icon name="share" size={18} />
          <span>
            <b>{t('incident.handover.waits', { from: from.name, number: incident.number })}</b>{' '}
            {bindUnits(incident.title)}
          </span>
          <Moment at={offeredAt} />
        </Link>
      ))}
    </section>
  )
}
