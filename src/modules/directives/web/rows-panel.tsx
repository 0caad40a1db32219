import { Moment } from '../../../web/kit/age.tsx'
import { EmptyState } from '../../../web/kit/empty-state.tsx'
import { ErrorBox } from '../../../web/kit/error-box.tsx'
import { Loading } from '../../../web/kit/loading.tsx'
import { AddressLink, useLocal, useModuleData } from '../../../web/kit/module-web.tsx'
import { SidePanel } from '../../../web/kit/panel.tsx'
import type { DirectiveInProgress, Group } from '../progress.ts'
import { groupNames, texts } from './texts.ts'

/** The directives behind one number of the table. */
export function RowsPanel(props: {
  lead: { readonly id: number; readonly name: string } | null
  group: Group
  onClose: () => void
}) {
  const { local } = useLocal()
  const { lead, group, onClose } = props
  const { data, error, refetch } = useModuleData<{ items: DirectiveInProgress[] }>('directives', 'progress-rows', {
    group,
    lead: lead?.id,
  })
  return (
    <SidePanel label={local(groupNames[group])} title={local(groupNames[group])} onClose={onClose}>
      <div className="block">
        <p className="crumb">{lead?.name ?? local(texts.all)}</p>
        {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
        {!data && !error && <Loading rows={4} />}
        {data?.items.length === 0 && <EmptyState icon="minus" title={local(texts.none)} />}
        {data?.items.map(({ id, number, title, lead: name, dueAt, address }) => (
          <div key={id} className="progress-row">
            <AddressLink to={address}>{title}</AddressLink>
            <small>
              {number}, {name}, {local(texts.due)} <Moment at={dueAt} />
            </small>
          </div>
        ))}
      </div>
    </SidePanel>
  )
}
