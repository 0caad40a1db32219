import { useQuery } from '@tanstack/react-query'
import type { AreaAt } from '../../core/api/places.ts'
import { get, query } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { Field } from '../kit/field.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { PlaceMap } from './place-map.tsx'
import { readPosition, writePosition } from './position.ts'

/** The commune of a point; nothing is asked without one. */
function useCommuneAt(at: readonly [number, number] | null) {
  const [lon, lat] = at ?? []
  return useQuery({
    queryKey: ['areas', 'at', lon, lat],
    queryFn: ({ signal }) => get<AreaAt>(`/api/areas/at${query({ lon, lat })}`, signal),
    enabled: at !== null,
    staleTime: Number.POSITIVE_INFINITY,
  })
}

function Commune({ at }: { at: readonly [number, number] }) {
  const { t } = useText()
  const { data } = useCommuneAt(at)
  return (
    <p className="asset-commune" role="status">
      <Icon name="pin" size={16} />
      {data
        ? data.commune
          ? t('asset.form.commune', { name: data.commune.name })
          : t('asset.outside')
        : t('asset.form.finding')}
    </p>
  )
}

/** Where an asset stands: typed, or pressed on the map; the commune it falls into is told. */
export function PositionField(props: { text: string; error: string | undefined; onChange: (text: string) => void }) {
  const { t } = useText()
  const at = readPosition(props.text) ?? null
  return (
    <div className="asset-position">
      <Field
        id="field-own-position"
        label={t('asset.form.positionLabel')}
        hint={t('asset.form.positionHint')}
        error={props.error}
        optional
      >
        {(control) => (
          <input
            {...control}
            className="input"
            value={props.text}
            autoComplete="off"
            onChange={(event) => props.onChange(event.target.value)}
          />
        )}
      </Field>
      <PlaceMap at={at} onPick={(picked) => props.onChange(writePosition(picked))} />
      {at && (
        <div className="asset-position-foot">
          <Commune at={at} />
          <Button small onClick={() => props.onChange('')}>
            {t('asset.form.positionNone')}
          </Button>
        </div>
      )}
    </div>
  )
}
