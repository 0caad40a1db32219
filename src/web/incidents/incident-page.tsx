import './incident.css'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useIncident, useIncidentActions } from '../api/incidents.ts'
import { useSession } from '../api/session.ts'
import { BulletinAction, BulletinBar } from '../bulletins/late.tsx'
import { Moment, Since } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { FileAdder } from '../kit/file-adder.tsx'
import { Icon } from '../kit/icon.tsx'
import { Mark } from '../kit/mark.tsx'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { bindUnits } from '../text/bind-units.ts'
import { useText } from '../text/use-text.ts'
import { IncidentSide } from './incident-side.tsx'
import { IncidentTasks } from './incident-tasks.tsx'
import { StageBar } from './stage-bar.tsx'
import { Timeline } from './timeline.tsx'

const AssignDialog = lazy(() => import('./assign-dialog.tsx').then((m) => ({ default: m.AssignDialog })))
const FigureDialog = lazy(() => import('./figure-dialog.tsx').then((m) => ({ default: m.FigureDialog })))
const CommanderDialog = lazy(() => import('./commander-dialog.tsx').then((m) => ({ default: m.CommanderDialog })))
const CloseDialog = lazy(() => import('./close-dialog.tsx').then((m) => ({ default: m.CloseDialog })))

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
          {t('incident.closed')} <Moment at={incident.closedAt} />
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

/** One incident: its story, what must be done, the alerts it came from. */
export function IncidentPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/su-co/$id' })
  const { can } = useSession()
  const { data: incident, error, refetch } = useIncident(id)
  const { upload } = useIncidentActions(id)
  const [dialog, setDialog] = useState<'assign' | 'close' | 'tell' | 'lead'>()
  useTitle(incident?.number ?? t('incident.title'))
  const manage = can('incidents.manage') && incident?.state === 'open'
  const here = { group: 'here', icon: 'flag' } as const
  useCommands(
    manage
      ? [
          { ...here, id: 'incident.assign', text: t('task.assign'), keys: 't', run: () => setDialog('assign') },
          { ...here, id: 'incident.note', text: t('incident.note'), keys: 'n', run: focusNote },
          { ...here, id: 'incident.tell', text: t('incident.figure.tell'), keys: 'u', run: () => setDialog('tell') },
          { ...here, id: 'incident.close', text: t('incident.close'), keys: 'x', run: () => setDialog('close') },
        ]
      : [],
  )
  if (error && !incident) return <ErrorBox whole error={error} onRetry={() => refetch()} />
  if (!incident) return <LoadingPage title={t('incident.title')} />
  const shut = () => setDialog(undefined)
  return (
    <div className="page">
      <PageHead
        crumb={<Crumb incident={incident} />}
        title={bindUnits(incident.title)}
        actions={
          manage && (
            <>
              <FileAdder
                only="camera"
                label={t('incident.addEvidence')}
                send={(file, onProgress) => upload.mutateAsync({ file, onProgress })}
              />
              <BulletinAction incident={incident} />
              <Button onClick={() => setDialog('close')}>
                <Icon name="check" size={16} />
                {t('incident.close')}
              </Button>
            </>
          )
        }
      />
      <StageBar incident={incident} />
      <BulletinBar incident={incident} />
      <div className="incident">
        <Timeline incident={incident} manage={manage} />
        <IncidentTasks incident={incident} onAssign={manage ? () => setDialog('assign') : undefined} />
        <IncidentSide
          incident={incident}
          manage={manage}
          onTell={() => setDialog('tell')}
          onLead={() => setDialog('lead')}
        />
      </div>
      <Suspense>
        {dialog === 'assign' && <AssignDialog incident={incident} onClose={shut} />}
        {dialog === 'tell' && <FigureDialog incident={incident} onClose={shut} />}
        {dialog === 'lead' && <CommanderDialog incident={incident} onClose={shut} />}
        {dialog === 'close' && <CloseDialog incident={incident} onClose={shut} />}
      </Suspense>
    </div>
  )
}
