import type { IncidentDetail } from '../../core/api/work.ts'
import { Moment } from '../kit/age.tsx'
import { useText } from '../text/use-text.ts'
import { stageNow, stages, stagesOf } from './stages-of.ts'

/** The way of an incident from its first alert to its end, with when each stage was reached. */
export function StageBar({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  const reached = stagesOf(incident)
  const now = stageNow(reached)
  return (
    <ol className="stages" aria-label={t('incident.stages')}>
      {stages.map((stage) => {
        const at = reached[stage]
        const state = stage === now ? 'now' : at ? 'reached' : 'ahead'
        return (
          <li
            key={stage}
            className={`stage-${state}`}
            {...(state === 'now' ? { 'aria-current': 'step' as const } : {})}
          >
            <span>{t(`incident.stage.${stage}`)}</span>
            <small>{at ? <Moment at={at} /> : '\u00a0'}</small>
          </li>
        )
      })}
    </ol>
  )
}
