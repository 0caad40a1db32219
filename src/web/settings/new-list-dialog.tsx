import { type FormEvent, useState } from 'react'
import { listFaultCodes } from '../../core/area-list-fault.ts'
import type { FieldFault } from '../../core/error.ts'
import { ApiProblem } from '../api/client.ts'
import { useFinishImport, useReviewAreas } from '../api/places.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatDate } from '../kit/format.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { AreaFileField } from './area-file-field.tsx'
import { ImportCounts } from './area-imports.tsx'
import { AreaPolygonsReview } from './area-polygons-review.tsx'
import { DayInput } from './day-input.tsx'

const covers = ['listed', 'provinces', 'country'] as const
const shownRows = 100
/** What the server takes is 32 million letters. */
const largestBytes = 30 * 1024 * 1024
const polygonFaults = [
  ...(['json', 'collection', 'crs', 'features', 'type', 'code', 'twice'] as const),
  ...(['ring', 'open', 'degrees', 'outside', 'crossing', 'empty'] as const),
]

/** Uploads an official list, shows what it changes, and applies it. */
export function NewListDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const problemText = useProblemText()
  const review = useReviewAreas()
  const apply = useFinishImport('apply')
  const [file, setFile] = useState<File | null>(null)
  const [polygons, setPolygons] = useState<File | null>(null)
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const lines = review.error instanceof ApiProblem ? review.error.errors : []
  const general = review.error && lines.length === 0 ? problemText(review.error) : undefined

  const sentence = ({ path, message, code = '', params = {} }: FieldFault) => {
    const [, feature, what] = /^polygons\.(\d+)\.(\w+)$/.exec(path) ?? []
    const key = polygonFaults.find((each) => each === what)
    if (key) {
      const fault = t(`areaPolygons.fault.${key}`)
      return feature === '0' ? fault : t('areaPolygons.atFeature', { n: feature, fault })
    }
    const [, line, column] = /^content\.(\d+)\.(\w+)$/.exec(path) ?? []
    if (line === undefined || column === undefined) return message
    const known = listFaultCodes.find((each) => each === code)
    // A code that this page does not know yet keeps the server's own sentence.
    const error = known ? t(`areaFault.${known}`, params) : message.replace(/^line \d+, \w+: /, '')
    return t('areas.lineError', { line, column, error })
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string) => String(form.get(name) ?? '').trim()
    const found = {
      ...(read('name') === '' ? { name: t('areas.nameBad') } : {}),
      ...(read('validFrom') === '' ? { validFrom: t('areas.dayBad') } : {}),
      ...(file && file.size > 0 ? {} : { file: t('areas.fileBad') }),
      ...(polygons && polygons.size > largestBytes ? { polygons: t('areaPolygons.tooLarge') } : {}),
    }
    setWrong(found)
    if (Object.keys(found).length > 0 || !file) return
    review.mutate({
      name: read('name'),
      validFrom: read('validFrom'),
      covers: covers.find((each) => each === read('covers')) ?? 'listed',
      format: file.name.endsWith('.json') ? 'json' : 'csv',
      content: await file.text(),
      ...(polygons ? { polygons: await polygons.text() } : {}),
    })
  }

  const made = review.data
  if (made) {
    return (
      <Dialog title={t('areas.review')} onClose={onClose}>
        <div className="form">
          {apply.error && <ErrorSummary errors={{}} general={problemText(apply.error)} />}
          <ImportCounts counts={made.counts} />
          {made.polygons && <AreaPolygonsReview polygons={made.polygons} />}
          <ul className="settings-list">
            {made.differences.slice(0, shownRows).map(({ code, from, before, after }) => (
              <li key={code}>
                <span className="quiet">{code}</span> {before?.name ?? t('areas.change.added')} →{' '}
                {after?.name ?? t('areas.change.closed')} <span className="quiet">({formatDate(from)})</span>
              </li>
            ))}
          </ul>
          {made.differences.length > shownRows && (
            <p className="quiet">{t('areas.moreRows', { n: made.differences.length - shownRows })}</p>
          )}
          <div className="form-actions">
            <Button onClick={onClose}>{t('areas.later')}</Button>
            <Button
              look="primary"
              disabled={apply.isPending}
              onClick={() =>
                apply.mutate(made.id, {
                  onSuccess: () => {
                    say(t('areas.applyDone'))
                    onClose()
                  },
                })
              }
            >
              {t('areas.apply')}
            </Button>
          </div>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={t('areas.newList')} onClose={onClose}>
      <form className="form" onSubmit={submit} noValidate autoComplete="off">
        <ErrorSummary errors={wrong} general={general} />
        {lines.length > 0 && (
          <div className="error-summary" role="alert">
            <strong>{t('error.form', { n: lines.length })}</strong>
            <ul>
              {lines.slice(0, 20).map((fault) => (
                <li key={`${fault.path} ${fault.message}`}>{sentence(fault)}</li>
              ))}
            </ul>
          </div>
        )}
        <Field label={t('areas.listName')} id="name" hint={t('areas.listNameHint')} error={wrong.name}>
          {(control) => <input {...control} className="input" name="name" maxLength={200} />}
        </Field>
        <Field label={t('areas.from')} id="validFrom" error={wrong.validFrom}>
          {(control) => <DayInput control={control} name="validFrom" />}
        </Field>
        <AreaFileField
          id="file"
          label={t('areas.file')}
          hint={t('areas.fileHint')}
          accept=".csv,.json"
          error={wrong.file}
          onChoose={setFile}
        />
        <AreaFileField
          id="polygons"
          label={t('areaPolygons.file')}
          hint={t('areaPolygons.fileHint')}
          accept=".geojson,.json"
          error={wrong.polygons}
          optional
          onChoose={setPolygons}
        />
        <fieldset className="field">
          <legend className="field-label">{t('areas.covers')}</legend>
          <div className="checks">
            {covers.map((each) => (
              <label key={each}>
                <input type="radio" name="covers" value={each} defaultChecked={each === 'listed'} />
                {t(`areas.cover.${each}`)}
              </label>
            ))}
          </div>
        </fieldset>
        <div className="form-actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" disabled={review.isPending}>
            {t('areas.toReview')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
