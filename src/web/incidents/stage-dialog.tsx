import { useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { isBackward, type OpenStage, stageNames } from '../../core/incident-stage.ts'
import { useIncidentActions } from '../api/incidents.ts'
import { TextDialog } from '../kit/text-dialog.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'

/** Moves an incident to a stage that was chosen, with a word about it; without one it does not go back. */
export function StageDialog(props: { incident: IncidentDetail; to: OpenStage; onClose: () => void }) {
  const { incident, to, onClose } = props
  const { t, local } = useText()
  const { move } = useIncidentActions(incident.id)
  // Where it stood when this was asked: if it moves meanwhile that is told, not stepped over.
  const [from] = useState(incident.stage)
  if (from === 'closed') return null
  const isBack = isBackward(from, to)
  const onSuccess = () => {
    say(t('incident.stage.moved', { stage: local(stageNames[to]) }))
    onClose()
  }
  return (
    <TextDialog
      title={t('incident.stage.move', { stage: local(stageNames[to]) })}
      label={t(isBack ? 'incident.stage.why' : 'incident.stage.comment')}
      hint={t('incident.stage.way', { from: local(stageNames[from]), to: local(stageNames[to]) })}
      missing={t('incident.stage.whyMissing')}
      optional={!isBack}
      submit={t('incident.stage.submit')}
      pending={move.isPending}
      error={move.error}
      onSubmit={(comment) => move.mutate({ from, to, comment }, { onSuccess })}
      onClose={onClose}
    />
  )
}
