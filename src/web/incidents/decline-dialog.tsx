import type { Handover } from '../../core/api/handover.ts'
import { useHandover } from '../api/handovers.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Gives an offered command back, with the reason. */
export function DeclineDialog(props: { id: string; handover: Handover; onClose: () => void }) {
  const { t } = useText()
  const { answer } = useHandover(props.id)
  const onSuccess = () => {
    say(t('incident.handover.declined'))
    props.onClose()
  }
  return (
    <TextDialog
      title={t('incident.handover.declineTitle')}
      label={t('incident.handover.reason')}
      hint={t('incident.handover.reasonHint', { name: props.handover.from.name })}
      missing={t('incident.handover.reasonMissing')}
      submit={t('incident.handover.declineSubmit')}
      pending={answer.isPending}
      error={answer.error}
      onSubmit={(reason) =>
        answer.mutate({ offerId: props.handover.id, given: { answer: 'decline', reason } }, { onSuccess })
      }
      onClose={props.onClose}
    />
  )
}
