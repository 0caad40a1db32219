import type { IncidentDetail } from '../../core/api/work.ts'
import { useIncidentActions } from '../api/incidents.ts'
import { Icon } from '../kit/icon.tsx'
import { TextDialog } from '../kit/text-dialog.tsx'
import { useText } from '../text/use-text.ts'

/** Asks for the result, or how it is known that there was nothing, before an incident is closed, and names the alerts that still fire and the tasks that are still open. */
export function CloseDialog(props: { incident: IncidentDetail; falseAlarm: boolean; onClose: () => void }) {
  const { incident, falseAlarm, onClose } = props
  const { t, local } = useText()
  const { close } = useIncidentActions(incident.id)
  const open = incident.tasks.filter((task) => task.state !== 'done')
  const firing = incident.alerts.filter((alert) => alert.condition === 'firing')
  return (
    <TextDialog
      title={t(falseAlarm ? 'incident.closeFalse' : 'incident.close')}
      label={t(falseAlarm ? 'incident.closeFalseNote' : 'incident.closeNote')}
      hint={t('incident.closeHint')}
      missing={t(falseAlarm ? 'incident.closeFalseMissing' : 'incident.closeMissing')}
      submit={t(firing.length > 0 && open.length === 0 ? 'incident.closeStill' : 'incident.close')}
      blocked={open.length > 0}
      pending={close.isPending}
      error={close.error}
      onSubmit={(text) => close.mutate({ note: text, falseAlarm }, { onSuccess: onClose })}
      onClose={onClose}
    >
      {firing.length > 0 && (
        <div className="note-box">
          <Icon name="bell" size={16} />
          <div>
            <b>{t('incident.closeFiring', { n: firing.length })}</b>
            <ul>
              {firing.map((alert) => (
                <li key={alert.id}>{local(alert.title)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {open.length > 0 && (
        <div className="note-box">
          <Icon name="tasks" size={16} />
          <div>
            <b>{t('incident.closeBlocked', { n: open.length })}</b>
            <ul>
              {open.map((task) => (
                <li key={task.id}>
                  {task.title} ({task.agency.name})
                </li>
              ))}
            </ul>
          </div>
        </div>
      )}
    </TextDialog>
  )
}
