import type { IncidentFigure } from '../../core/api/incident-picture.ts'
import type { IncidentDetail, Task } from '../../core/api/work.ts'
import { stageNames } from '../../core/incident-stage.ts'
import { formatMoment, formatNumber } from '../kit/format.ts'
import { serverNow } from '../kit/server-clock.ts'
import { useText } from '../text/use-text.ts'
import { standingOf } from './standing.ts'

/** So many tasks are named in the draft; of the others there is the number. */
const mostNamed = 8
/** As many letters as the server takes. */
const longest = 4_000

/** The note with which an incident is handed over, as a draft: how it stands now, in words to be edited. */
export function useHandoverNote(): (incident: IncidentDetail) => string {
  const { t, local, language } = useText()
  const moment = (at: string) => formatMoment(at, serverNow())
  const number = (value: number) => formatNumber(value, language)
  const taskLine = ({ title, agency, dueAt, deadline }: Task) =>
    `- ${t(deadline === 'overdue' ? 'incident.handover.taskLate' : 'incident.handover.task', {
      ...{ title, agency: agency.name, time: moment(dueAt) },
    })}`
  const figureLine = ({ kind, value, whole, source, at }: IncidentFigure) => {
    const amount = [number(value), whole === null ? '' : `/ ${number(whole)}`, local(kind.unit)]
      .filter(Boolean)
      .join(' ')
    return `- ${local(kind.name)}: ${amount} (${source}, ${moment(at)})`
  }
  return (incident) => {
    const { open, overdue, firing, untaken } = standingOf(incident)
    const unnamed = open.length - mostNamed
    return [
      t('incident.handover.stands', { stage: local(stageNames[incident.stage]) }),
      open.length === 0
        ? t('incident.handover.noTasks')
        : t('incident.handover.tasks', { open: number(open.length), late: number(overdue) }),
      ...open.slice(0, mostNamed).map(taskLine),
      ...(unnamed > 0 ? [`- ${t('incident.handover.more', { n: number(unnamed) })}`] : []),
      firing.length === 0
        ? t('incident.handover.noAlerts')
        : t('incident.handover.alerts', { firing: number(firing.length), untaken: number(untaken) }),
      ...(incident.figures.length > 0 ? [t('incident.handover.figures')] : []),
      ...incident.figures.map(figureLine),
    ]
      .join('\n')
      .slice(0, longest)
  }
}
