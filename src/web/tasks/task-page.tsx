import './task.css'
import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Task } from '../../core/api/work.ts'
import { useSession } from '../api/session.ts'
import { useTask, useTaskActions } from '../api/tasks.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Facts, LoadingPage, PageHead } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useTermText } from '../kit/use-term-text.ts'
import { useTitle } from '../shell/use-title.ts'
import { bindUnits } from '../text/bind-units.ts'
import { withLateTexts } from '../text/i18n.ts'
import { useText } from '../text/use-text.ts'
import { EvidencePart } from './evidence-part.tsx'
import { IncidentLink } from './incident-link.tsx'

const WhyLate = lazy(() => withLateTexts(import('../late/why-late.tsx')).then((m) => ({ default: m.WhyLate })))
const CompleteDialog = lazy(() =>
  withLateTexts(import('./complete-dialog.tsx')).then((m) => ({ default: m.CompleteDialog })),
)

function TaskActions({ task, mine }: { task: Task; mine: boolean }) {
  const { t } = useText()
  const { can } = useSession()
  const { accept } = useTaskActions(task.id)
  const problemText = useProblemText()
  const [completing, setCompleting] = useState(false)
  const take = () =>
    accept.mutate(undefined, {
      onSuccess: () => say(t('task.accepted')),
      onError: (error) => say(problemText(error)),
    })
  const here = { group: 'here', icon: 'tasks' } as const
  const mayWork = can('tasks.work') && mine
  useCommands([
    ...(mayWork && task.state === 'assigned'
      ? [{ ...here, id: 'task.accept', text: t('task.accept'), keys: 'a', run: take }]
      : []),
    ...(mayWork && task.state === 'accepted' && task.evidence.length > 0
      ? [{ ...here, id: 'task.complete', text: t('task.complete'), keys: 'x', run: () => setCompleting(true) }]
      : []),
  ])
  if (task.state === 'done') return null
  if (!can('tasks.work')) return <p className="quiet">{t('task.cannotWork')}</p>
  if (!mine) return <p className="quiet">{t('task.notMine', { agency: task.agency.name })}</p>
  const reason =
    task.state === 'assigned' ? t('task.needAccept') : task.evidence.length === 0 ? t('task.needEvidence') : undefined
  return (
    <>
      {reason && (
        <span className="quiet" id="complete-reason">
          {reason}
        </span>
      )}
      <Button
        look={task.state === 'assigned' ? 'plain' : 'primary'}
        disabled={reason !== undefined}
        aria-describedby={reason ? 'complete-reason' : undefined}
        onClick={() => setCompleting(true)}
      >
        {t('task.complete')}
      </Button>
      {task.state === 'assigned' && (
        <Button look="primary" disabled={accept.isPending} onClick={take}>
          {t('task.accept')}
        </Button>
      )}
      {completing && (
        <Suspense>
          <CompleteDialog task={task} onClose={() => setCompleting(false)} />
        </Suspense>
      )}
    </>
  )
}

function TaskFacts({ task }: { task: Task }) {
  const { t } = useText()
  const termText = useTermText()
  return (
    <section className="card task-card" aria-label={t('task.facts')}>
      <h2>{t('task.facts')}</h2>
      <Facts
        items={[
          [t('task.agency'), task.agency.name],
          [t('task.issuer'), task.issuer.name],
          [
            t('task.dueAt'),
            <span key="due" className="pair">
              <DeadlineChip state={task.deadline} /> <Moment at={task.dueAt} />
            </span>,
          ],
          [t('task.term'), termText(task.term)],
          [t('task.assignedBy'), task.assignedBy.name],
          [t('task.assignedAt'), <Moment key="assigned" at={task.assignedAt} />],
          ...(task.acceptedBy && task.acceptedAt
            ? [
                [
                  t('task.acceptedBy'),
                  <span key="accepted">
                    {task.acceptedBy.name}, <Moment at={task.acceptedAt} />
                  </span>,
                ] as const,
              ]
            : []),
          ...(task.doneBy && task.doneAt
            ? [
                [
                  t('task.doneBy'),
                  <span key="done">
                    {task.doneBy.name}, <Moment at={task.doneAt} />
                  </span>,
                ] as const,
              ]
            : []),
        ]}
      />
    </section>
  )
}

/** One task: what must be done by when, the evidence, and its completion. */
export function TaskPage() {
  const { t } = useText()
  const { id } = useParams({ from: '/shell/viec/$id' })
  const { can, covers } = useSession()
  const { data: task, error, refetch } = useTask(id)
  useTitle(task?.title ?? t('task.title'))
  if (error && !task) return <ErrorBox whole error={error} onRetry={() => refetch()} />
  if (!task) return <LoadingPage title={t('task.title')} />
  const mine = covers(task.agency.id)
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <span>{t('task.part')}</span>
            <IncidentLink task={task} />
            <span className="dot">{bindUnits(task.incident.title)}</span>
          </>
        }
        title={task.title}
        actions={<TaskActions task={task} mine={mine} />}
      />
      <div className="task-body">
        <div className="task-main">
          <section className="card task-card" aria-label={t('task.instructions')}>
            <h2>
              {t('task.instructions')} <span className="chip">{t(`task.state.${task.state}`)}</span>
            </h2>
            <p className="prose task-text">{task.instructions || t('task.instructionsNone')}</p>
            {(task.deadline === 'overdue' || task.deadline === 'done_late') && (
              <Suspense>
                <WhyLate
                  one={{ task: task.id }}
                  what={task.title}
                  saying={task.late}
                  maySay={mine && can('tasks.work')}
                  asPart
                />
              </Suspense>
            )}
            {task.result && (
              <>
                <h2>{t('task.result')}</h2>
                <p className="prose task-text">{task.result}</p>
              </>
            )}
          </section>
          <EvidencePart task={task} allowed={mine && can('tasks.work') && task.state !== 'done'} />
        </div>
        <TaskFacts task={task} />
      </div>
    </div>
  )
}
