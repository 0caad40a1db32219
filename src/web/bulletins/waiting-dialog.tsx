import './bulletins.css'
import type { Bulletin } from '../../core/api/bulletins.ts'
import { refuseBulletinMove } from '../../core/bulletin-state.ts'
import { useBulletinActions, useReach } from '../api/bulletins.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { BulletinText } from './bulletin-text.tsx'
import { ReachBox } from './reach-box.tsx'
import { useAsker } from './use-asker.ts'
import { useBulletinProblem } from './use-bulletin-problem.ts'

/** What waits for somebody else, for whoever looks: who wrote it takes it back. */
export function WaitingDialog(props: { bulletin: Bulletin; needsSecond: boolean; onClose: () => void }) {
  const { t } = useText()
  const { bulletin, needsSecond, onClose } = props
  const { id, version, incidentId, writers } = bulletin
  const asker = useAsker()
  const { move } = useBulletinActions(incidentId)
  const problemText = useBulletinProblem()
  const chosen = bulletin.chosen.map((agency) => agency.id)
  const { data: reach, error } = useReach(incidentId, bulletin.audience, chosen)
  const mayWithdraw = asker && refuseBulletinMove('withdraw', bulletin, asker, needsSecond) === null
  const withdraw = () =>
    move.mutate(
      { id, version, move: 'withdraw' },
      {
        onSuccess: () => {
          say(t('bulletin.withdrawn'))
          onClose()
        },
      },
    )
  const isOwn = asker !== null && writers.includes(asker.accountId)
  return (
    <Dialog title={t('bulletin.approveTitle')} onClose={onClose}>
      <div className="form">
        <ErrorSummary errors={{}} general={move.error ? problemText(move.error) : undefined} />
        <BulletinText bulletin={bulletin} />
        <ReachBox reach={reach} error={error} />
        <p className="quiet">{t(isOwn ? 'bulletin.ownWaits' : 'bulletin.cannotApprove')}</p>
        <div className="form-actions">
          {mayWithdraw && (
            <Button onClick={withdraw} disabled={move.isPending}>
              {t('bulletin.withdraw')}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {t('common.close')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
