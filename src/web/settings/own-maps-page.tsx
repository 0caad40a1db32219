import './own-maps.css'
import type { Basemap } from '../../core/api/basemaps.ts'
import { useBasemapActions, useBasemaps } from '../api/basemaps.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { Loading } from '../kit/loading.tsx'
import { PageHead } from '../kit/panel.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { OwnMapForm, useFactsText } from './own-map-form.tsx'
import { SettingsNav } from './settings-nav.tsx'

function Row({ map, mayEdit }: { map: Basemap; mayEdit: boolean }) {
  const { t } = useText()
  const { show, remove } = useBasemapActions()
  const problemText = useProblemText()
  const factsText = useFactsText()
  const onError = (error: Error) => say(problemText(error))
  const { id, name, shown } = map
  return (
    <tr>
      <td className="wide">
        {name}
        {shown && <span className="chip">{t('ownMap.shown')}</span>}
      </td>
      <td data-label={t('ownMap.field.kind')}>{t(`ownMap.kind.${map.kind}`)}</td>
      <td className="own-map-source" data-label={t('ownMap.field.source')}>
        {map.source}
      </td>
      <td data-label={t('ownMap.content')}>{factsText(map.facts)}</td>
      <td>
        {mayEdit && (
          <span className="own-map-actions">
            <Button
              small
              aria-label={t(shown ? 'ownMap.hideThis' : 'ownMap.showThis', { name })}
              onClick={() => show.mutate(shown ? null : id, { onSuccess: () => say(t('ownMap.changed')), onError })}
            >
              {t(shown ? 'ownMap.hide' : 'ownMap.show')}
            </Button>
            {!shown && (
              <Button
                small
                aria-label={t('ownMap.removeThis', { name })}
                onClick={() => remove.mutate(id, { onSuccess: () => say(t('ownMap.removed')), onError })}
              >
                {t('ownMap.remove')}
              </Button>
            )}
          </span>
        )}
      </td>
    </tr>
  )
}

/** Settings: base maps of the operator's own, by file or address, beside the one that ships. */
export function OwnMapsPage() {
  const { t } = useText()
  useTitle(t('ownMap.title'))
  const { can, session } = useSession()
  const { data, error, isPending, refetch } = useBasemaps()
  const mayEdit = can('areas.manage') && session?.reach === 'province'
  return (
    <div className="page">
      <PageHead crumb={t('settings.title')} title={t('ownMap.title')} />
      <SettingsNav />
      <p className="prose own-map-hint">{t('ownMap.hint')}</p>
      <div className="table-wrap own-map-list">
        {isPending && <Loading rows={2} />}
        {error && !data && <ErrorBox error={error} onRetry={() => refetch()} />}
        {data?.items.length === 0 && <EmptyState icon="map" title={t('ownMap.empty')} hint={t('ownMap.emptyHint')} />}
        {data && data.items.length > 0 && (
          <table className="table">
            <thead>
              <tr>
                {[t('ownMap.field.name'), t('ownMap.field.kind'), t('ownMap.field.source'), t('ownMap.content')].map(
                  (column) => (
                    <th key={column} scope="col">
                      {column}
                    </th>
                  ),
                )}
                <td />
              </tr>
            </thead>
            <tbody>
              {data.items.map((map) => (
                <Row key={map.id} map={map} mayEdit={mayEdit} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      {mayEdit ? <OwnMapForm /> : <p className="quiet own-map-hint">{t('ownMap.cannot')}</p>}
    </div>
  )
}
