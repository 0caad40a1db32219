import { useId } from 'react'
import { useAssetKinds } from '../api/assets.ts'
import { useBasemaps } from '../api/basemaps.ts'
import { useSession } from '../api/session.ts'
import { useAreaLayers } from '../api/situation.ts'
import { formatNumber } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { noLayer } from './map-view.ts'
import type { Shown } from './situation-map.tsx'

/**
 * What the map shows: devices by module, the tint of the communes, the base map. All of it stands in the address. `isPast`: the
 * devices of another moment are all shown.
 */
export function LayerMenu(props: { id: string; shown: Shown; onShown: (change: Shown) => void; isPast: boolean }) {
  const { shown, onShown, isPast } = props
  const { t, local, language } = useText()
  const { data: kinds = [] } = useAssetKinds()
  const hidden = new Set(shown.hide?.split(','))
  const modules = [...Map.groupBy(kinds, ({ module }) => module.id).values()].flatMap((own) => {
    const count = own.reduce((sum, { counts }) => sum + counts.total - counts.retired, 0)
    return own.slice(0, 1).map(({ module }) => ({ ...module, count }))
  })
  function toggle(module: string): void {
    const next = new Set(hidden)
    if (!next.delete(module)) next.add(module)
    onShown({ hide: [...next].sort().join(',') || undefined })
  }
  return (
    <div className="map-layer-menu" id={props.id}>
      {modules.length > 0 && !isPast && (
        <fieldset>
          <legend>{t('mapTool.devices')}</legend>
          {modules.map(({ id, name, count }) => (
            <label key={id}>
              <input type="checkbox" checked={!hidden.has(id)} onChange={() => toggle(id)} />
              <span>{local(name)}</span>
              <small>{formatNumber(count, language)}</small>
            </label>
          ))}
        </fieldset>
      )}
      <TintChoice layer={shown.layer} onChoose={(layer) => onShown({ layer })} />
      {isPast && <p className="prose">{t('mapTool.pastLayers')}</p>}
      <BaseChoice base={shown.base} onChoose={(base) => onShown({ base })} />
    </div>
  )
}

/** By what the communes are tinted: one at a time, or by nothing. */
function TintChoice({ layer, onChoose }: { layer: string | undefined; onChoose: (layer: string | undefined) => void }) {
  const { t, local } = useText()
  const { can } = useSession()
  const { data: layers = [] } = useAreaLayers(can('readings.read'))
  const name = useId()
  const choices = [
    ...layers.slice(0, 1).map((each) => ({ key: undefined, name: t('mapTool.ownLayer', { name: local(each.name) }) })),
    { key: noLayer, name: t('mapTool.noLayer') },
    { key: 'alerts', name: t('mapTool.layer') },
    ...layers.map((each) => ({ key: each.key, name: `${local(each.name)}, ${each.unit}` })),
  ]
  return (
    <fieldset>
      <legend>{t('mapTool.areas')}</legend>
      {choices.map((choice) => (
        <label key={choice.key ?? ''}>
          <input type="radio" name={name} checked={layer === choice.key} onChange={() => onChoose(choice.key)} />
          <span>{choice.name}</span>
        </label>
      ))}
    </fieldset>
  )
}

/** The shipped map or one of the operator's own; left out where there is none to choose. */
function BaseChoice({ base, onChoose }: { base: number | undefined; onChoose: (base: number | undefined) => void }) {
  const { t } = useText()
  const { can } = useSession()
  const { data } = useBasemaps(can('areas.read'))
  const name = useId()
  if (!data || data.items.length === 0) return null
  const choices = [
    { id: undefined, name: t('mapTool.centre') },
    { id: 0, name: t('mapTool.shipped') },
    ...data.items.map(({ id, name }) => ({ id, name })),
  ]
  return (
    <fieldset>
      <legend>{t('mapTool.base')}</legend>
      {choices.map((choice) => (
        <label key={choice.id ?? 'centre'}>
          <input type="radio" name={name} checked={base === choice.id} onChange={() => onChoose(choice.id)} />
          <span>{choice.name}</span>
        </label>
      ))}
    </fieldset>
  )
}
