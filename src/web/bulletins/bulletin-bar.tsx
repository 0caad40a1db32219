import './bulletins.css'
import { useState } from 'react'
import type { Bulletin } from '../../core/api/bulletins.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { refuseBulletinMove } from '../../core/bulletin-state.ts'
import { useBulletins } from '../api/bulletins.ts'
import { Button } from '../kit/button.tsx'
import { formatTime } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { SendDialog } from './send-dialog.tsx'
import { UrgencyChip } from './urgency-chip.tsx'
import { useAsker } from './use-asker.ts'
import { WaitingDialog } from './waiting-dialog.tsx'

/** Tells everybody who looks at an incident what waits for a second person; who may approve it begins here. */
export function BulletinBar({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  const { data } = useBulletins(incident.id)
  const asker = useAsker()
  // As it was when it was opened: what one reads does not change under one's eyes.
  const [open, setOpen] = useState<Bulletin>()
  if (!data || !asker) return null
  const { items, needsSecond } = data
  const waiting = items.filter(({ state }) => state === 'asked')
  const mayApprove = (bulletin: Bulletin) => refuseBulletinMove('approve', bulletin, asker, needsSecond) === null
  const shut = () => setOpen(undefined)
  return (
    <>
      {waiting.map((bulletin) => (
        <section key={bulletin.id} className="bulletin-bar" aria-label={t('bulletin.approveTitle')}>
          <Icon name="horn" size={16} />
          <p>
            <UrgencyChip urgency={bulletin.urgency} /> <b>{t('bulletin.approveTitle')}:</b> {bulletin.title}
            {bulletin.askedBy && bulletin.askedAt && (
              <small>
                {t('bulletin.writtenBy', { by: bulletin.askedBy.name, time: formatTime(bulletin.askedAt) })}
              </small>
            )}
          </p>
          <Button small look={mayApprove(bulletin) ? 'primary' : 'plain'} onClick={() => setOpen(bulletin)}>
            {t(mayApprove(bulletin) ? 'bulletin.review' : 'bulletin.look')}
          </Button>
        </section>
      ))}
      {open && mayApprove(open) && <SendDialog bulletin={open} move="approve" onClose={shut} />}
      {open && !mayApprove(open) && <WaitingDialog bulletin={open} needsSecond={needsSecond} onClose={shut} />}
    </>
  )
}
