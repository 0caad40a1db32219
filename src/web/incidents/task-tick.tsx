import { useNavigate } from '@tanstack/react-router'
import type { Task } from '../../core/api/work.ts'
import { useSession } from '../api/session.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { evidenceHash } from '../tasks/evidence-hash.ts'
import { useText } from '../text/use-text.ts'

/**
 * Whether a task is done, and for who must do it the box that finishes it: it asks for the result, or opens the task at its evidence
 * where none is there yet.
 */
export function TaskTick({ task, onFinish }: { task: Task; onFinish: () => void }) {
  const { t } = useText()
  const { can, covers } = useSession()
  const navigate = useNavigate()
  if (task.state === 'done')
    return (
      <span className="task-tick task-tick-done">
        <Icon name="check" size={12} />
      </span>
    )
  if (!can('tasks.work') || !covers(task.agency.id)) return <span className="task-tick" />
  function tick() {
    if (task.evidence.length > 0) return onFinish()
    say(t('task.needEvidence'))
    void navigate({ to: '/viec/$id', params: { id: task.id }, hash: evidenceHash })
  }
  return (
    <label className="task-tick task-tick-mine">
      <input
        type="checkbox"
        id={`tick-${task.id}`}
        checked={false}
        onChange={tick}
        aria-label={t('incident.tick', { title: task.title })}
      />
    </label>
  )
}
