import './similar.css'
import { Link } from '@tanstack/react-router'
import type { IncidentDetail, Task } from '../../core/api/work.ts'
import { useIncident } from '../api/incidents.ts'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { useWords } from '../kit/use-words.ts'
import { useText } from '../text/use-text.ts'

function TaskThen({ task, onAgain }: { task: Task; onAgain: (() => void) | undefined }) {
  const { t } = useText()
  const { duration } = useWords()
  const took = task.doneAt === null ? null : Date.parse(task.doneAt) - Date.parse(task.assignedAt)
  return (
    <li className="task-then">
      <div>
        <p className="prose">
          <b>{task.title}</b>
        </p>
        <p className="task-then-facts">
          <span>{task.agency.name}</span>
          {took !== null && <span>{t('incident.similar.took', { duration: duration(took, true) })}</span>}
          <span>{t('incident.similar.evidence', { n: task.evidence.length })}</span>
          <DeadlineChip state={task.deadline} />
        </p>
        {task.result && <p className="quiet prose">{task.result}</p>}
      </div>
      {onAgain && (
        <Button small onClick={onAgain} aria-label={t('incident.similar.againOf', { title: task.title })}>
          {t('incident.similar.again')}
        </Button>
      )}
    </li>
  )
}

function Head({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  const { duration } = useWords()
  const { openedAt, closedAt } = incident
  const end = incident.timeline.find(({ kind }) => kind === 'incident.closed')
  return (
    <div>
      <p className="similar-head">
        <Link className="link" to="/su-co/$id" params={{ id: incident.id }}>
          {incident.number}
        </Link>
        <span>{incident.agency.name}</span>
        <span>{formatDateTime(openedAt)}</span>
        {closedAt && (
          <span>
            {t('incident.similar.lasted', {
              duration: duration(Date.parse(closedAt) - Date.parse(openedAt), true),
            })}
          </span>
        )}
        {incident.falseAlarm && <span>{t('incident.falseAlarm')}</span>}
      </p>
      {end && <p className="prose">{end.text}</p>}
    </div>
  )
}

function Figures({ incident }: { incident: IncidentDetail }) {
  const { local, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  return (
    <dl className="facts">
      {incident.figures.map(({ id, kind, value, whole }) => (
        <div key={id}>
          <dt>{local(kind.name)}</dt>
          <dd>
            {number(value)}
            {whole !== null && ` / ${number(whole)}`} {local(kind.unit)}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Done({ then, onAgain }: { then: IncidentDetail; onAgain: ((task: Task) => void) | undefined }) {
  const { t } = useText()
  return (
    <div className="similar">
      <Head incident={then} />
      <section>
        <h3>{t('incident.lessons.title')}</h3>
        <p className={then.lessons ? 'lessons-text prose' : 'quiet'}>
          {then.lessons?.text ?? t('incident.lessons.none')}
        </p>
      </section>
      <section>
        <h3>{t('incident.similar.tasks', { n: then.tasks.length })}</h3>
        {then.tasks.length === 0 && <p className="quiet">{t('incident.noTasks')}</p>}
        <ul>
          {then.tasks.map((task) => (
            <TaskThen key={task.id} task={task} onAgain={onAgain && (() => onAgain(task))} />
          ))}
        </ul>
      </section>
      {then.figures.length > 0 && (
        <section>
          <h3>{t('incident.affected.closed')}</h3>
          <Figures incident={then} />
        </section>
      )}
    </div>
  )
}

/** What was done in an earlier incident; a task of it can be given again in this one. */
export function SimilarDialog(props: { id: string; onAgain: ((task: Task) => void) | undefined; onClose: () => void }) {
  const { t } = useText()
  const { data: then, error, refetch } = useIncident(props.id)
  return (
    <Dialog wide title={then?.title ?? t('incident.similar.title')} onClose={props.onClose}>
      {error && !then && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {!error && !then && <Loading rows={6} />}
      {then && <Done then={then} onAgain={props.onAgain} />}
    </Dialog>
  )
}
