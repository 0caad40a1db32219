import { Link } from '@tanstack/react-router'
import type { Task } from '../../core/api/work.ts'
import { useSession } from '../api/session.ts'

/** The incident a task belongs to. It is its owner's: the agency that was given the task sees its number only. */
export function IncidentLink({ task }: { task: Task }) {
  const { covers } = useSession()
  if (!covers(task.owner.id)) return <span>{task.incident.number}</span>
  return (
    <Link className="link" to="/su-co/$id" params={{ id: task.incident.id }}>
      {task.incident.number}
    </Link>
  )
}
