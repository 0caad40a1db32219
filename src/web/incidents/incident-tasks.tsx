import { Link } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { IncidentDetail, Task } from '../../core/api/work.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { TaskTick } from './task-tick.tsx'

const CompleteDialog = lazy(() => import('../tasks/complete-dialog.tsx').then((m) => ({ default: m.CompleteDialog })))

function TaskLine({ task, onFinish }: { task: Task; onFinish: () => void }) {
  const { t } = useText()
  return (
    <li className={`task-line${task.state === 'done' ? ' task-line-done' : ''}`}>
      <TaskTick task={task} onFinish={onFinish} />
      <Link className="prose" id={`task-${task.id}`} to="/viec/$id" params={{ id: task.id }}>
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
  const [finishing, setFinishing] = useState<string>()
  const asked = incident.tasks.find(({ id }) => id === finishing)
  function close() {
    setFinishing(undefined)
    // The box is gone once the task is done: the focus stays on its line.
    requestAnimationFrame(() => document.getElementById(`task-${finishing}`)?.focus({ preventScroll: true }))
  }
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
            <TaskLine key={task.id} task={task} onFinish={() => setFinishing(task.id)} />
          ))}
        </ul>
      </div>
      {asked && (
        <Suspense>
          <CompleteDialog task={asked} onClose={close} />
        </Suspense>
      )}
    </section>
  )
}
