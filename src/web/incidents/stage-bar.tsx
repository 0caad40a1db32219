import './stage-bar.css'
import type { IncidentDetail } from '../../core/api/work.ts'
import { incidentStages, stageNames } from '../../core/incident-stage.ts'
import { Moment } from '../kit/age.tsx'
import { useText } from '../text/use-text.ts'
import { stagesOf } from './stages-of.ts'

/** The way of an incident from its first alert to its end, with when each stage was reached; on a phone one line says where it stands. */
export function StageBar({ incident }: { incident: IncidentDetail }) {
  const { t, local } = useText()
  const way = stagesOf(incident)
  const step = incidentStages.indexOf(incident.stage) + 1
  const now = way[step - 1]
  return (
    <div className="stage-bar">
      <p className="stage-here" aria-hidden="true">
        <b>{local(stageNames[incident.stage])}</b>
        <span className="dot">{t('incident.stage.step', { n: step, of: incidentStages.length })}</span>
        {now?.at && (
          <span className="dot">
            {t('incident.stage.since')} <Moment at={now.at} />
          </span>
        )}
      </p>
      <ol className="stages" aria-label={t('incident.stage.all')}>
        {way.map(({ stage, standing, at }) => (
          <li
            key={stage}
            className={`stage-${standing}`}
            {...(standing === 'now' ? { 'aria-current': 'step' as const } : {})}
          >
            <span>{local(stageNames[stage])}</span>
            <small>
              {standing === 'now' && stage !== 'closed' && `${t('incident.stage.since')} `}
              {at ? <Moment at={at} /> : standing === 'skipped' ? t('incident.stage.skipped') : '\u00a0'}
            </small>
          </li>
        ))}
      </ol>
    </div>
  )
}
