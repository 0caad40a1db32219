import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { Task } from '../../core/api/work.ts'
import { useTasks } from '../api/tasks.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { DeadlineChip } from '../kit/deadline-chip.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { IncidentLink } from './incident-link.tsx'

function Row({ task }: { task: Task }) {
  const { t } = useText()
  return (
    <tr>
      <td className="wide">
        <Link className="link" to="/viec/$id" params={{ id: task.id }}>
          {task.title}
        </Link>
      </td>
      <td>{task.agency.name}</td>
      <td className="first nowrap">
        <IncidentLink task={task} />
      </td>
      <td className="nowrap">{t(`task.state.${task.state}`)}</td>
      <td className="state">
        <DeadlineChip state={task.deadline} />
      </td>
      <td className="num">
        <Moment at={task.dueAt} />
      </td>
    </tr>
  )
}

/** Tasks: those my agencies must do, those they asked of others. The filter is in the address. */
export function TasksPage() {
  const { t } = useText()
  useTitle(t('task.title'))
  useRowKeys()
  const search = useSearch({ from: '/shell/viec' })
  const { side = 'all', state = 'open' } = search
  const navigate = useNavigate({ from: '/viec' })
  const { list, items } = useTasks(side, state)
  const filtered = side !== 'all' || state !== 'all'
  return (
    <div className="page">
      <PageHead title={t('task.title')} />
      <div className="filters">
        <Segments
          label={t('task.side.label')}
          value={side}
          options={[
            ['all', t('task.side.all')],
            ['mine', t('task.side.mine')],
            ['issued', t('task.side.issued')],
          ]}
          onChange={(chosen) => void navigate({ search: { ...search, side: chosen } })}
        />
        <Segments
          label={t('task.show.label')}
          value={state}
          options={[
            ['open', t('task.show.open')],
            ['all', t('task.show.all')],
          ]}
          onChange={(chosen) => void navigate({ search: { ...search, state: chosen } })}
        />
      </div>
      <div className="table-wrap">
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon="tasks"
            title={t('task.empty')}
            hint={filtered ? t('task.emptyFilter') : t('task.emptyHint')}
            action={
              filtered && (
                <Button onClick={() => void navigate({ search: { side: 'all', state: 'all' } })}>
                  {t('task.showAll')}
                </Button>
              )
            }
          />
        )}
        {items && items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('task.col.title')}</th>
                <th scope="col">{t('task.col.agency')}</th>
                <th scope="col">{t('task.col.incident')}</th>
                <th scope="col">{t('task.col.state')}</th>
                <th scope="col">{t('task.term')}</th>
                <th scope="col" className="num">
                  {t('task.col.due')}
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((task) => (
                <Row key={task.id} task={task} />
              ))}
            </tbody>
          </table>
        )}
        {list.hasNextPage && (
          <div className="foot">
            <Button onClick={() => list.fetchNextPage()}>{t('common.more')}</Button>
          </div>
        )}
      </div>
    </div>
  )
}
