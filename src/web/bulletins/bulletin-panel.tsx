import './bulletins.css'
import type { BulletinDetail, BulletinRow } from '../../core/api/bulletins.ts'
import { needsCall, type ReachState, reachedOf, totalOf } from '../../core/bulletin-reach.ts'
import { bulletinName } from '../../core/bulletin-urgency.ts'
import { useBulletin } from '../api/bulletins.ts'
import { query } from '../api/client.ts'
import { useSession } from '../api/session.ts'
import { CallLink } from '../incidents/call-link.tsx'
import { Moment } from '../kit/age.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { bothFormats, ExportLinks } from '../kit/export-links.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { useText } from '../text/use-text.ts'
import { PhoneForm } from './phone-form.tsx'
import { ReachBar } from './reach-bar.tsx'
import { useRestWords } from './use-rest-words.ts'

const icons: Record<ReachState, IconName> = {
  delivered: 'check',
  sent: 'check',
  waiting: 'clock',
  phoned: 'phone',
  failed: 'warn',
  none: 'minus',
}

function State({ state }: { state: ReachState }) {
  const { t } = useText()
  return (
    <span className={`reach-state reach-state-${state}`}>
      <Icon name={icons[state]} size={14} />
      {t(`bulletin.reachState.${state}`)}
    </span>
  )
}

/** One agency: a line for each address, and one for the call where it was or should be called. */
function Row({ row, bulletin }: { row: BulletinRow; bulletin: BulletinDetail }) {
  const { t, local } = useText()
  const { can } = useSession()
  const { agency, phone, deliveries, phoned, state } = row
  return (
    <li className="bulletin-row">
      <p className="bulletin-row-agency">
        <b>{agency.name}</b>
        <CallLink agency={agency.name} phone={phone} />
      </p>
      <div className="bulletin-row-tries">
        {deliveries.map((one) => (
          <div key={one.id} className="bulletin-try">
            <span title={local(one.channel.name)}>{one.address}</span>
            <State state={one.state} />
            <span>{one.endedAt && <Moment at={one.endedAt} />}</span>
            <span className="quiet">{t('message.tries', { n: one.attempts })}</span>
            {(one.fault ?? one.receipt) && <small>{one.fault ?? one.receipt}</small>}
          </div>
        ))}
        {(deliveries.length === 0 || phoned) && (
          <div className="bulletin-try">
            <span>{phone ?? t('bulletin.reach.noPhone')}</span>
            <State state={state} />
            <span>{phoned && <Moment at={phoned.at} />}</span>
            {phoned && <small>{t('bulletin.phonedBy', { by: phoned.by.name, note: phoned.note })}</small>}
          </div>
        )}
        {needsCall(state) && can('bulletins.write') && (
          <PhoneForm incidentId={bulletin.incidentId} id={bulletin.id} row={row} />
        )}
      </div>
    </li>
  )
}

/** How far a bulletin came, an agency a line, those to call first. */
export function BulletinPanel({ incidentId, id, onClose }: { incidentId: string; id: string; onClose: () => void }) {
  const { t, local, language } = useText()
  const { data: bulletin, error, refetch } = useBulletin(incidentId, id)
  const restWords = useRestWords()
  const number = (n: number) => formatNumber(n, language)
  const title = bulletin
    ? `${local(bulletinName(bulletin.urgency, bulletin.number))}: ${bulletin.title}`
    : t('bulletin.blockTitle')
  return (
    <Dialog wide title={title} onClose={onClose}>
      {error && !bulletin && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!bulletin && !error && <Loading rows={6} />}
      {bulletin?.counts && (
        <div className="bulletin-panel">
          <p className="prose bulletin-said">{bulletin.text}</p>
          <div className="bulletin-sum" role="status">
            <b>
              {t('bulletin.storyReached', {
                reached: number(reachedOf(bulletin.counts)),
                total: number(totalOf(bulletin.counts)),
              })}
            </b>
            <span>{restWords(bulletin.counts).join(' · ')}</span>
            <ReachBar counts={bulletin.counts} />
          </div>
          <ul className="bulletin-rows">
            {bulletin.rows.map((row) => (
              <Row key={row.agency.id} row={row} bulletin={bulletin} />
            ))}
          </ul>
          <div className="form-actions">
            <ExportLinks
              formats={bothFormats}
              addressOf={(format) => `/api/bulletins/${id}/export.${format}${query({ lang: language })}`}
            />
          </div>
        </div>
      )}
    </Dialog>
  )
}
