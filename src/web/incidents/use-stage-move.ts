import type { IncidentDetail } from '../../core/api/work.ts'
import { type OpenStage, stageNames } from '../../core/incident-stage.ts'
import { useIncidentActions } from '../api/incidents.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Moves an incident forward at once; ten seconds long it can be taken back, and the story says so. */
export function useStageMove(incident: IncidentDetail) {
  const { t, local } = useText()
  const problemText = useProblemText()
  const { move } = useIncidentActions(incident.id)
  const { stage: from } = incident
  const onError = (error: Error) => say(problemText(error))
  function to(next: OpenStage): void {
    if (from === 'closed') return
    const undo = () => move.mutate({ from: next, to: from, comment: t('incident.stage.undone') }, { onError })
    const onSuccess = () => say(t('incident.stage.moved', { stage: local(stageNames[next]) }), undo)
    move.mutate({ from, to: next }, { onSuccess, onError })
  }
  return { to, isPending: move.isPending }
}
