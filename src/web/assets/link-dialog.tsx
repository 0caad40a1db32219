import { type FormEvent, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import { dependencyRelations } from '../../core/api/things.ts'
import { ApiProblem } from '../api/client.ts'
import { useFindAssets, useLinkActions } from '../api/links.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** States what an asset hangs on: the relation, and the other asset found by words. */
export function LinkDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useText()
  const [relation, setRelation] = useState<(typeof dependencyRelations)[number]>('powered_by')
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<string>()
  const [isMissing, setMissing] = useState(false)
  const { data } = useFindAssets(q)
  const { add } = useLinkActions('asset', asset.code)
  const problemText = useProblemText()
  const found = data?.items.filter(({ id }) => id !== asset.code) ?? []
  const refusal = (error: Error) =>
    error instanceof ApiProblem && error.code === 'link_exists' ? t('asset.linkExists') : problemText(error)

  function submit(event: FormEvent) {
    event.preventDefault()
    setMissing(chosen === undefined)
    if (chosen === undefined) return
    add.mutate(
      { relation, to: { kind: 'asset', id: chosen } },
      {
        onSuccess: () => {
          say(t('asset.linkAdded'))
          onClose()
        },
      },
    )
  }

  return (
    <Dialog title={t('asset.addLink')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate>
        <ErrorSummary
          errors={isMissing ? { 'link-to': t('asset.linkMissing') } : {}}
          general={add.error ? refusal(add.error) : undefined}
        />
        <Field id="link-relation" label={t('asset.relationLabel')}>
          {(control) => (
            <select
              {...control}
              className="input"
              value={relation}
              onChange={(event) =>
                setRelation(dependencyRelations.find((each) => each === event.target.value) ?? 'powered_by')
              }
            >
              {dependencyRelations.map((each) => (
                <option key={each} value={each}>
                  {t(`asset.relation.${each}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field id="link-to" label={t('asset.linkTo')} error={isMissing ? t('asset.linkMissing') : undefined}>
          {(control) => (
            <input
              {...control}
              className="input"
              type="search"
              value={q}
              placeholder={t('asset.linkToPlaceholder')}
              onChange={(event) => setQ(event.target.value)}
            />
          )}
        </Field>
        <fieldset className="asset-found">
          <legend className="visually-hidden">{t('asset.linkTo')}</legend>
          {found.map(({ id, title, agency }) => (
            <label key={id}>
              <input type="radio" name="link-found" checked={chosen === id} onChange={() => setChosen(id)} />
              <span>
                {title}
                <small>
                  {id} · {agency.name}
                </small>
              </span>
            </label>
          ))}
          {data && found.length === 0 && <p className="quiet">{t('asset.noneFound')}</p>}
        </fieldset>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={add.isPending}>
            {t('asset.addLink')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
