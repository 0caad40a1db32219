import { Link } from '@tanstack/react-router'
import type { IncidentDetail, Task } from '../../core/api/work.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

function TaskLine({ task }: { task: Task }) {
  const { t } = useText()
  return (
    <li className="task-line">
      <Link className="prose" to="/viec/$id" params={{ id: task.id }}>
        {task.title}
      </Link>
      <DeadlineChip state={task.deadline} />
      <p>
        <span>{task.agency.name}</span>
        <span>{t(`task.state.${task.state}`)}</span>
        <span>
          {t('task.dueAt')} <Moment at={task.dueAt} />
        </span>
      </p>
    </li>
  )
}

/** What must be done in an incident, who must do it, by when. */
export function IncidentTasks({
  incident,
  onAssign,
}: {
  incident: IncidentDetail
  onAssign: (() => void) | undefined
}) {
  const { t } = useText()
  const done = incident.tasks.filter((task) => task.state === 'done').length
  return (
    <section className="incident-column" aria-label={t('incident.tasks')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('incident.tasks')}</h2>
        <span className="quiet">{t('incident.tasksDone', { done, total: incident.tasks.length })}</span>
        {onAssign && (
          <Button small onClick={onAssign}>
            <Icon name="plus" size={14} />
            {t('task.assign')}
          </Button>
        )}
      </div>
      <div className="scroll">
        {incident.tasks.length === 0 && (
          <EmptyState icon="tasks" title={t('incident.noTasks')} hint={t('incident.noTasksHint')} />
        )}
        <ul>
          {incident.tasks.map((task) => (
            <TaskLine key={task.id} task={task} />
          ))}
        </ul>
      </div>
    </section>
  )
}
