import './bulletins.css'
import { useState } from 'react'
import type { Bulletin, Reach } from '../../core/api/bulletins.ts'
import { bulletinName } from '../../core/bulletin-urgency.ts'
import { useBulletinActions, useReach } from '../api/bulletins.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { formatNumber } from '../kit/format.ts'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { BulletinText } from './bulletin-text.tsx'
import { ReachBox } from './reach-box.tsx'
import { ReturnForm } from './return-form.tsx'
import { useBulletinProblem } from './use-bulletin-problem.ts'

/** The last look before a bulletin leaves: what it says, whom it reaches; the second person may return it. */
export function SendDialog(props: {
  bulletin: Bulletin
  move: 'approve' | 'send'
  onBack?: () => void
  onClose: () => void
}) {
  const { t, local, language } = useText()
  const { bulletin, move, onBack, onClose } = props
  const { issue } = useBulletinActions(bulletin.incidentId)
  const problemText = useBulletinProblem()
  const [isReturning, setReturning] = useState(false)
  const chosen = bulletin.chosen.map(({ id }) => id)
  const { data: reach, error } = useReach(bulletin.incidentId, bulletin.audience, chosen)
  const send = ({ agencies, addresses }: Reach) =>
    issue.mutate(
      { id: bulletin.id, version: bulletin.version, move, agencies, addresses },
      {
        onSuccess: ({ urgency, number }) => {
          say(t('bulletin.sent', { name: local(bulletinName(urgency, number)) }))
          onClose()
        },
      },
    )
  return (
    <Dialog title={t(move === 'approve' ? 'bulletin.approveTitle' : 'bulletin.sendTitle')} onClose={onClose}>
      <div className="form">
        <ErrorSummary errors={{}} general={issue.error ? problemText(issue.error) : undefined} />
        <BulletinText bulletin={bulletin} />
        <ReachBox reach={reach} error={error} />
        {isReturning ? (
          <ReturnForm bulletin={bulletin} onBack={() => setReturning(false)} onClose={onClose} />
        ) : (
          <>
            <p className="quiet">{t('bulletin.sendHint')}</p>
            <div className="form-actions">
              <Button onClick={onBack ?? onClose}>{t('common.cancel')}</Button>
              {move === 'approve' && <Button onClick={() => setReturning(true)}>{t('bulletin.return')}</Button>}
              <Button
                look="primary"
                disabled={issue.isPending || !reach || reach.agencies === 0}
                onClick={() => reach && send(reach)}
              >
                {t(`bulletin.${move}`, { n: reach ? formatNumber(reach.agencies, language) : '…' })}
              </Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  )
}
