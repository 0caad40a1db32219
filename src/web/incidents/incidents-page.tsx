import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import './handover.css'
import type { Handover } from '../../core/api/handover.ts'
import type { Incident } from '../../core/api/work.ts'
import { stageNames } from '../../core/incident-stage.ts'
import { useIncidents } from '../api/incidents.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { Mark } from '../kit/mark.tsx'
import { PageHead } from '../kit/panel.tsx'
import { Segments } from '../kit/segments.tsx'
import { useRowKeys } from '../kit/use-row-keys.ts'
import { useTitle } from '../shell/use-title.ts'
import { bindUnits } from '../text/bind-units.ts'
import { useText } from '../text/use-text.ts'

/** That the command is offered to somebody; loud where it is oneself. */
function HandoverMark({ handover }: { handover: Handover }) {
  const { t } = useText()
  const { session } = useSession()
  const isMine = handover.to.id === session?.account.id
  return (
    <span className={`chip${isMine ? ' chip-mine' : ''}`}>
      <Icon name="share" size={14} />
      {isMine ? t('incident.handover.waitsForMe') : t('incident.handover.waitsFor', { name: handover.to.name })}
    </span>
  )
}

function Row({ incident }: { incident: Incident }) {
  const { t, local } = useText()
  const done = incident.tasksTotal - incident.tasksOpen
  return (
    <tr>
      <td className="first nowrap">{incident.number}</td>
      <td className="wide">
        <span className="with-mark">
          <Mark kind={incident.severity} held />
          <Link className="link" to="/su-co/$id" params={{ id: incident.id }}>
            {bindUnits(incident.title)}
          </Link>
          {incident.handover && <HandoverMark handover={incident.handover} />}
          {incident.bulletinsAsked > 0 && (
            <span className="chip">
              <Icon name="horn" size={14} />
              {t('incident.bulletinsAsked')}
            </span>
          )}
        </span>
      </td>
      <td>{incident.agency.name}</td>
      <td className="num">
        <Moment at={incident.openedAt} />
      </td>
      <td className="num">
        {incident.tasksTotal === 0
          ? t('incident.noTasks')
          : t('incident.tasksCount', { done, total: incident.tasksTotal })}
      </td>
      <td className="state nowrap">
        {incident.state === 'open'
          ? local(stageNames[incident.stage])
          : t(incident.falseAlarm ? 'incident.falseAlarm' : 'incident.closed')}
      </td>
    </tr>
  )
}

/** The list of incidents: the open ones, the worst first, unless chosen otherwise. */
export function IncidentsPage() {
  const { t } = useText()
  useTitle(t('incident.title'))
  useRowKeys()
  const { state = 'open', sort = 'worst' } = useSearch({ from: '/shell/su-co' })
  const navigate = useNavigate({ from: '/su-co' })
  const { list, items } = useIncidents(state, sort)
  const show = (chosen: 'open' | 'all') =>
    void navigate({ search: ({ state: _, ...kept }) => (chosen === 'open' ? kept : { ...kept, state: chosen }) })
  const order = (chosen: 'worst' | 'newest') =>
    void navigate({ search: ({ sort: _, ...kept }) => (chosen === 'worst' ? kept : { ...kept, sort: chosen }) })
  return (
    <div className="page">
      <PageHead title={t('incident.title')} />
      <div className="filters">
        <Segments
          label={t('incident.filter')}
          value={state}
          options={[
            ['open', t('incident.open')],
            ['all', t('incident.all')],
          ]}
          onChange={show}
        />
        <Segments
          label={t('narrow.order')}
          value={sort}
          options={[
            ['worst', t('incident.worst')],
            ['newest', t('narrow.newest')],
          ]}
          onChange={order}
        />
      </div>
      <div className="table-wrap">
        {list.isPending && <Loading rows={6} />}
        {list.error && !items && <ErrorBox error={list.error} onRetry={() => list.refetch()} />}
        {items?.length === 0 && (
          <EmptyState
            icon="flag"
            title={t('incident.empty')}
            hint={t('incident.emptyHint')}
            action={
              <Link to="/" className="btn btn-plain">
                {t('incident.goSituation')}
              </Link>
            }
          />
        )}
        {items && items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('incident.col.number')}</th>
                <th scope="col">{t('incident.col.title')}</th>
                <th scope="col">{t('incident.col.agency')}</th>
                <th scope="col" className="num">
                  {t('incident.col.opened')}
                </th>
                <th scope="col" className="num">
                  {t('incident.col.tasks')}
                </th>
                <th scope="col">{t('incident.col.state')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((incident) => (
                <Row key={incident.id} incident={incident} />
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
