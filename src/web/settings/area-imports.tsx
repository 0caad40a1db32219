import type { AreaImport } from '../../core/api/places.ts'
import { useAreaImports, useFinishImport } from '../api/places.ts'
import { Button } from '../kit/button.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatDate, formatDateTime } from '../kit/format.ts'
import { Loading } from '../kit/loading.tsx'
import { SidePanel } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { AreaPolygonsReview } from './area-polygons-review.tsx'

const counted = ['added', 'renamed', 'kindChanged', 'moved', 'closed', 'unchanged'] as const

/** How many units a list changes, and how. */
export function ImportCounts({ counts }: { counts: AreaImport['counts'] }) {
  const { t } = useText()
  return (
    <p className="settings-counts">
      {counted.map((key) => (
        <span key={key}>{t(`areas.count.${key}`, { n: counts[key] })}</span>
      ))}
    </p>
  )
}

function One({ list }: { list: AreaImport }) {
  const { t } = useText()
  const problemText = useProblemText()
  const verb = list.state === 'reviewed' ? 'apply' : 'undo'
  const finish = useFinishImport(verb)
  return (
    <section className="block settings-import">
      <h3>{list.name}</h3>
      <p className="quiet">
        {t(`areas.importState.${list.state}`)}, {formatDateTime(list.createdAt)}, {list.createdBy.name}
      </p>
      <p>{t('areas.since', { day: formatDate(list.validFrom) })}</p>
      <ImportCounts counts={list.counts} />
      {list.polygons && <AreaPolygonsReview polygons={list.polygons} />}
      {finish.error && <p role="alert">{problemText(finish.error)}</p>}
      {list.state !== 'undone' && (
        <Button
          look="plain"
          disabled={finish.isPending}
          onClick={() => finish.mutate(list.id, { onSuccess: () => say(t(`areas.${verb}Done`)) })}
        >
          {t(`areas.${verb}`)}
        </Button>
      )}
    </section>
  )
}

/** The lists that were uploaded: to be applied, applied, or taken back. */
export function ImportsPanel({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const { data, isPending, error, refetch } = useAreaImports(true)
  return (
    <SidePanel label={t('areas.imports')} title={t('areas.imports')} onClose={onClose}>
      {isPending && <Loading rows={4} />}
      {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
      {data?.items.length === 0 && <p className="block quiet">{t('areas.noImports')}</p>}
      {data?.items.map((list) => (
        <One key={list.id} list={list} />
      ))}
    </SidePanel>
  )
}
