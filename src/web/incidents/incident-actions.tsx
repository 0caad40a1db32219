import type { IncidentDetail } from '../../core/api/work.ts'
import { useIncidentActions } from '../api/incidents.ts'
import { BulletinAction } from '../bulletins/late.tsx'
import { Button } from '../kit/button.tsx'
import { FileAdder } from '../kit/file-adder.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import type { Asking } from './asking.ts'
import { StageStep } from './stage-step.tsx'

/** What may be done with an incident as a whole, at the head of its page. */
export function IncidentActions({ incident, onAsk }: { incident: IncidentDetail; onAsk: (asking: Asking) => void }) {
  const { t } = useText()
  const { upload } = useIncidentActions(incident.id)
  if (incident.stage === 'closed') return null
  return (
    <>
      <FileAdder
        only="camera"
        label={t('incident.addEvidence')}
        send={(file, onProgress) => upload.mutateAsync({ file, onProgress })}
      />
      {incident.handover === null && (
        <Button onClick={() => onAsk({ kind: 'handover' })}>
          <Icon name="share" size={16} />
          {t('incident.handover.title')}
        </Button>
      )}
      <BulletinAction incident={incident} />
      <StageStep incident={incident} now={incident.stage} onAsk={onAsk} />
    </>
  )
}
