import './bulletins.css'
import { useState } from 'react'
import type { Bulletin } from '../../core/api/bulletins.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { reachedOf, totalOf } from '../../core/bulletin-reach.ts'
import { isBulletinOpen } from '../../core/bulletin-state.ts'
import { bulletinName } from '../../core/bulletin-urgency.ts'
import { useBulletinActions, useBulletins } from '../api/bulletins.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { formatMoment, formatNumber } from '../kit/format.ts'
import { serverNow } from '../kit/server-clock.ts'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { BulletinDialog } from './bulletin-dialog.tsx'
import { BulletinPanel } from './bulletin-panel.tsx'
import { ReachBar } from './reach-bar.tsx'
import { UrgencyChip } from './urgency-chip.tsx'
import { useBulletinProblem } from './use-bulletin-problem.ts'
import { useRestWords } from './use-rest-words.ts'

function Sent({ bulletin, onOpen }: { bulletin: Bulletin; onOpen: () => void }) {
  const { t, local, language } = useText()
  const restWords = useRestWords()
  const { urgency, number, decidedAt, counts, title } = bulletin
  if (!counts) return null
  const n = (count: number) => formatNumber(count, language)
  const time = decidedAt ? formatMoment(decidedAt, serverNow()) : ''
  return (
    <li>
      <button type="button" className="bulletin-sent" onClick={onOpen} title={t('bulletin.open')}>
        <span>{t('bulletin.nameAt', { name: local(bulletinName(urgency, number)), time })}</span>
        <b>{t('bulletin.reached', { reached: n(reachedOf(counts)), total: n(totalOf(counts)) })}</b>
        <ReachBar counts={counts} />
        <small>{[title, ...restWords(counts)].join(' · ')}</small>
      </button>
    </li>
  )
}

function Draft({ bulletin, onEdit }: { bulletin: Bulletin; onEdit: () => void }) {
  const { t } = useText()
  const { move } = useBulletinActions(bulletin.incidentId)
  const problemText = useBulletinProblem()
  const { id, version, state, urgency, title, decidedBy, reason } = bulletin
  const drop = () =>
    move.mutate(
      { id, version, move: 'drop' },
      { onSuccess: () => say(t('bulletin.dropped')), onError: (error) => say(problemText(error)) },
    )
  return (
    <li className="bulletin-draft">
      <p>
        <span className="chip">{t(`bulletin.state.${state}`)}</span> <UrgencyChip urgency={urgency} /> {title}
      </p>
      {state === 'returned' && decidedBy && <small>{t('bulletin.returnedBy', { by: decidedBy.name, reason })}</small>}
      <p className="bulletin-draft-actions">
        <Button small onClick={onEdit}>
          {t('bulletin.edit')}
        </Button>
        <Button small look="quiet" disabled={move.isPending} onClick={drop}>
          {t('bulletin.drop')}
        </Button>
      </p>
    </li>
  )
}

/** What was sent of an incident and how far it came; drafts for whoever may write them. */
export function BulletinsBlock({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  const { can } = useSession()
  const { data } = useBulletins(incident.id)
  const [open, setOpen] = useState<string>()
  const [editing, setEditing] = useState<Bulletin>()
  const items = data?.items ?? []
  const sent = items.filter(({ state }) => state === 'sent')
  const mayWrite = can('bulletins.write') && incident.state === 'open'
  const drafts = mayWrite ? items.filter(({ state }) => isBulletinOpen(state)) : []
  if (sent.length + drafts.length === 0) return null
  return (
    <section className="block" aria-label={t('bulletin.blockTitle')}>
      <h3>{t('bulletin.blockTitle')}</h3>
      <ul className="bulletin-list">
        {sent.map((bulletin) => (
          <Sent key={bulletin.id} bulletin={bulletin} onOpen={() => setOpen(bulletin.id)} />
        ))}
        {drafts.map((bulletin) => (
          <Draft key={bulletin.id} bulletin={bulletin} onEdit={() => setEditing(bulletin)} />
        ))}
      </ul>
      {open && <BulletinPanel incidentId={incident.id} id={open} onClose={() => setOpen(undefined)} />}
      {editing && <BulletinDialog incident={incident} bulletin={editing} onClose={() => setEditing(undefined)} />}
    </section>
  )
}
