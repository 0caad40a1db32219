import './handover.css'
import './incident.css'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { stageAfter, stageNames } from '../../core/incident-stage.ts'
import { useIncident } from '../api/incidents.ts'
import { useSession } from '../api/session.ts'
import { BulletinBar } from '../bulletins/late.tsx'
import { Moment, Since } from '../kit/age.tsx'
import { useCommands } from '../kit/commands.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { Mark } from '../kit/mark.tsx'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { bindUnits } from '../text/bind-units.ts'
import { useText } from '../text/use-text.ts'
import type { Asking } from './asking.ts'
import { HandoverBar } from './handover-bar.tsx'
import { IncidentActions } from './incident-actions.tsx'
import { IncidentDialog } from './incident-dialogs.tsx'
import { IncidentSide } from './incident-side.tsx'
import { IncidentTasks } from './incident-tasks.tsx'
import { StageBar } from './stage-bar.tsx'
import { Timeline } from './timeline.tsx'
import { useStageMove } from './use-stage-move.ts'

function Crumb({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  return (
    <>
      <Mark kind={incident.severity} held size={16} label={false} />
      <b className={`text-${incident.severity}`}>{t(`severity.${incident.severity}`)}</b>
      <span className="dot">{incident.number}</span>
      <span className="dot">{incident.agency.name}</span>
      {incident.closedAt ? (
        <span className="dot">
          {t(incident.falseAlarm ? 'incident.falseAlarm' : 'incident.closed')} <Moment at={incident.closedAt} />
        </span>
      ) : (
        <span className="dot">
          {t('incident.open')} <Since at={incident.openedAt} exact />
        </span>
      )}
    </>
  )
}

const focusNote = () => document.querySelector<HTMLElement>('.composer textarea')?.focus()

/** What the keys and the palette do on the page of an incident. */
function Commands({ incident, onAsk }: { incident: IncidentDetail; onAsk: (asking: Asking) => void }) {
  const { t, local } = useText()
  const move = useStageMove(incident)
  const next = stageAfter(incident.stage)
  const here = { group: 'here', icon: 'flag' } as const
  const ask = (id: string, text: string, keys: string, asking: Asking) => ({
    ...{ ...here, id: `incident.${id}`, text, keys },
    run: () => onAsk(asking),
  })
  useCommands([
    ask('assign', t('task.assign'), 't', { kind: 'assign' }),
    { ...here, id: 'incident.note', text: t('incident.note'), keys: 'n', run: focusNote },
    ask('tell', t('incident.figure.tell'), 'u', { kind: 'tell' }),
    ...(next === null || next === 'closed'
      ? []
      : [
          {
            ...{ ...here, id: 'incident.next', keys: 'b' },
            text: t('incident.stage.move', { stage: local(stageNames[next]) }),
            run: () => move.to(next),
          },
        ]),
    ...(incident.handover ? [] : [ask('handover', t('incident.handover.title'), 'h', { kind: 'handover' })]),
    ask('close', t('incident.close'), 'x', { kind: 'close', falseAlarm: false }),
  ])
  return null
}

/** One incident: how far it has come, its story, what must be done, what it touches. */
export function IncidentPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/su-co/$id' })
  const { can } = useSession()
  const { data: incident, error, refetch } = useIncident(id)
  const [asking, ask] = useState<Asking>()
  useTitle(incident?.number ?? t('incident.title'))
  if (error && !incident) return <ErrorBox whole error={error} onRetry={() => refetch()} />
  if (!incident) return <LoadingPage title={t('incident.title')} />
  const may = can('incidents.manage')
  const manage = may && incident.state === 'open'
  return (
    <div className="page">
      {manage && <Commands incident={incident} onAsk={ask} />}
      <PageHead
        crumb={<Crumb incident={incident} />}
        title={bindUnits(incident.title)}
        actions={manage && <IncidentActions incident={incident} onAsk={ask} />}
      />
      {incident.handover && <HandoverBar incident={incident} handover={incident.handover} />}
      <StageBar incident={incident} />
      <BulletinBar incident={incident} />
      <div className="incident">
        <Timeline incident={incident} manage={manage} />
        <IncidentTasks incident={incident} onAssign={manage ? () => ask({ kind: 'assign' }) : undefined} />
        <IncidentSide incident={incident} may={may} onAsk={ask} />
      </div>
      {asking && <IncidentDialog incident={incident} asking={asking} onAsk={ask} />}
    </div>
  )
}
