import { useState } from 'react'
import { type BasemapFacts, basemapKinds } from '../../core/api/basemaps.ts'
import { basemapFaultText } from '../../core/basemap-fault.ts'
import { useBasemapActions } from '../api/basemaps.ts'
import { ApiProblem } from '../api/client.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const empty = { name: '', kind: 'pmtiles' as (typeof basemapKinds)[number], source: '', attribution: '' }

/** What a map turned out to hold, in a sentence. */
export function useFactsText() {
  const { t } = useText()
  return ({ content, minZoom, maxZoom, layers }: BasemapFacts) =>
    t(`ownMap.holds.${content}`, { from: minZoom, to: maxZoom, n: layers.length })
}

/** Adds a map of the operator's own; it can be tried before. What does not open is not added. */
export function OwnMapForm() {
  const { t, language } = useText()
  const { test, add } = useBasemapActions()
  const problemText = useProblemText()
  const factsText = useFactsText()
  const [values, setValues] = useState(empty)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const set = (change: Partial<typeof empty>) => {
    setValues({ ...values, ...change })
    test.reset()
    add.reset()
  }
  /** What is missing of these fields, shown where it is. */
  function isWhole(fields: readonly ('name' | 'source' | 'attribution')[]): boolean {
    const missing = fields.filter((field) => values[field].trim() === '')
    setWrong(Object.fromEntries(missing.map((field) => [`own-map-${field}`, t(`ownMap.missing.${field}`)])))
    return missing.length === 0
  }
  const { kind, source } = values
  const failure = add.error ?? test.error
  const why = (error: Error) => {
    const [fault] = error instanceof ApiProblem ? error.errors : []
    return basemapFaultText(fault?.code ?? '', fault?.params, language) ?? problemText(error)
  }
  const text = (field: 'name' | 'source' | 'attribution') => (
    <Field
      id={`own-map-${field}`}
      label={t(`ownMap.field.${field}`)}
      hint={field === 'source' ? t(`ownMap.sourceHint.${kind}`) : undefined}
      error={wrong[`own-map-${field}`]}
    >
      {(control) => (
        <input
          {...control}
          className="input"
          value={values[field]}
          onChange={({ target }) => set({ [field]: target.value })}
        />
      )}
    </Field>
  )
  return (
    <form
      className="own-map-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isWhole(['name', 'source', 'attribution'])) return
        add.mutate(values, {
          onSuccess: () => {
            setValues(empty)
            say(t('ownMap.added'))
          },
        })
      }}
    >
      <h2 className="section-title">{t('ownMap.add')}</h2>
      <ErrorSummary errors={wrong} general={failure ? `${t('ownMap.notOpened')} ${why(failure)}` : undefined} />
      {text('name')}
      <Field label={t('ownMap.field.kind')}>
        {(control) => (
          <select
            {...control}
            className="input"
            value={kind}
            // Its options are the kinds.
            onChange={({ target }) => set({ kind: target.value as typeof kind })}
          >
            {basemapKinds.map((each) => (
              <option key={each} value={each}>
                {t(`ownMap.kind.${each}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {text('source')}
      {text('attribution')}
      {test.data && (
        <p role="status" className="prose">
          {`${t('ownMap.opens')} ${factsText(test.data)}`}
        </p>
      )}
      <div className="own-map-actions">
        <Button
          disabled={test.isPending}
          onClick={() => {
            if (isWhole(['source'])) test.mutate({ kind, source })
          }}
        >
          {t('ownMap.test')}
        </Button>
        <Button type="submit" look="primary" disabled={add.isPending}>
          {t('ownMap.add')}
        </Button>
      </div>
    </form>
  )
}
