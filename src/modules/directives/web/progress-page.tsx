import '../../../web/kit/figures.css'
import './progress.css'
import { useState } from 'react'
import { EmptyState } from '../../../web/kit/empty-state.tsx'
import { ErrorBox } from '../../../web/kit/error-box.tsx'
import { formatNumber } from '../../../web/kit/format.ts'
import { Loading } from '../../../web/kit/loading.tsx'
import { AddressLink, useLocal, useModuleData } from '../../../web/kit/module-web.tsx'
import { PageBody, PageHead } from '../../../web/kit/panel.tsx'
import type { Group, LeadProgress } from '../progress.ts'
import { RowsPanel } from './rows-panel.tsx'
import { groupNames, texts } from './texts.ts'

/** What a leader asks first stands first. */
const columns: readonly Group[] = ['overdue', 'soon', 'open', 'awaiting', 'inTime', 'late']

interface Chosen {
  readonly lead: LeadProgress['lead'] | null
  readonly group: Group
}

function Figures(props: { name: string; counts: Readonly<Record<Group, number>>; onOpen: (group: Group) => void }) {
  const { local, language } = useLocal()
  return columns.map((group) => {
    const figure = formatNumber(props.counts[group], language)
    return (
      <td key={group} className="num" data-label={local(groupNames[group])}>
        {props.counts[group] === 0 ? (
          <span className="quiet">{figure}</span>
        ) : (
          <button
            type="button"
            className="figure"
            aria-label={`${figure} ${local(groupNames[group])}, ${props.name}`}
            onClick={() => props.onOpen(group)}
          >
            {figure}
          </button>
        )}
      </td>
    )
  })
}

function LeadsTable({ items, onOpen }: { items: readonly LeadProgress[]; onOpen: (chosen: Chosen) => void }) {
  const { local } = useLocal()
  const total = Object.fromEntries(
    columns.map((group) => [group, items.reduce((sum, lead) => sum + lead[group], 0)]),
  ) as Record<Group, number> // Every group is a column.
  return (
    <table className="table figures">
      <thead>
        <tr>
          <th scope="col">{local(texts.lead)}</th>
          {columns.map((group) => (
            <th key={group} scope="col" className="num">
              {local(groupNames[group])}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map(({ lead, ...counts }) => (
          <tr key={lead.id}>
            <td className="wide">{lead.name}</td>
            <Figures name={lead.name} counts={counts} onOpen={(group) => onOpen({ lead, group })} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td className="wide">{local(texts.all)}</td>
          <Figures name={local(texts.all)} counts={total} onOpen={(group) => onOpen({ lead: null, group })} />
        </tr>
      </tfoot>
    </table>
  )
}

/** How far each lead is with its directives; each number opens the directives it counts. */
export function ProgressPage() {
  const { local } = useLocal()
  const { data, error, refetch } = useModuleData<{ items: LeadProgress[] }>('directives', 'progress')
  const [chosen, setChosen] = useState<Chosen | null>(null)
  return (
    <div className="page">
      <PageHead crumb={<AddressLink to="/so">{local(texts.module)}</AddressLink>} title={local(texts.title)} />
      <div className={`progress${chosen ? ' progress-split' : ''}`}>
        <PageBody>
          {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
          {!data && !error && <Loading rows={8} />}
          {data?.items.length === 0 && (
            <EmptyState icon="chart" title={local(texts.empty)} hint={local(texts.emptyHint)} />
          )}
          {data && data.items.length > 0 && (
            <section className="card" aria-label={local(texts.title)}>
              <LeadsTable items={data.items} onOpen={setChosen} />
            </section>
          )}
          <p className="quiet">{local(texts.note)}</p>
        </PageBody>
        {chosen && <RowsPanel lead={chosen.lead} group={chosen.group} onClose={() => setChosen(null)} />}
      </div>
    </div>
  )
}
