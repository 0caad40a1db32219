import { type FormEvent, useState } from 'react'
import { ApiProblem } from '../api/client.ts'
import { useFinishImport, useReviewAreas } from '../api/places.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary, Field } from '../kit/field.tsx'
import { formatDate } from '../kit/format.ts'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { ImportCounts } from './area-imports.tsx'

const covers = ['listed', 'provinces', 'country'] as const
const shownRows = 100

/** Uploads an official list, shows what it changes, and applies it. */
export function NewListDialog({ onClose }: { onClose: () => void }) {
  const { t } = useText()
  const problemText = useProblemText()
  const review = useReviewAreas()
  const apply = useFinishImport('apply')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const lines = review.error instanceof ApiProblem ? review.error.errors : []
  const general = review.error && lines.length === 0 ? problemText(review.error) : undefined

  const sentence = (path: string, message: string) => {
    const [, line, column] = /^content\.(\d+)\.(\w+)$/.exec(path) ?? []
    if (line === undefined || column === undefined) return message
    return t('areas.lineError', { line, column, error: message.replace(/^line \d+, \w+: /, '') })
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const read = (name: string) => String(form.get(name) ?? '').trim()
    const file = form.get('file')
    const hasFile = file instanceof File && file.size > 0
    const found = {
      ...(read('name') === '' ? { name: t('areas.nameBad') } : {}),
      ...(read('validFrom') === '' ? { validFrom: t('areas.dayBad') } : {}),
      ...(hasFile ? {} : { file: t('areas.fileBad') }),
    }
    setWrong(found)
    if (Object.keys(found).length > 0 || !hasFile) return
    review.mutate({
      name: read('name'),
      validFrom: read('validFrom'),
      covers: covers.find((each) => each === read('covers')) ?? 'listed',
      format: file.name.endsWith('.json') ? 'json' : 'csv',
      content: await file.text(),
    })
  }

  const made = review.data
  if (made) {
    return (
      <Dialog title={t('areas.review')} onClose={onClose}>
        <div className="form">
          {apply.error && <ErrorSummary errors={{}} general={problemText(apply.error)} />}
          <ImportCounts counts={made.counts} />
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
              {lines.slice(0, 20).map(({ path, message }) => (
                <li key={`${path} ${message}`}>{sentence(path, message)}</li>
              ))}
            </ul>
          </div>
        )}
        <Field label={t('areas.listName')} id="name" hint={t('areas.listNameHint')} error={wrong.name}>
          {(control) => <input {...control} className="input" name="name" maxLength={200} />}
        </Field>
        <Field label={t('areas.from')} id="validFrom" error={wrong.validFrom}>
          {(control) => <input {...control} className="input input-short" name="validFrom" type="date" />}
        </Field>
        <Field label={t('areas.file')} id="file" hint={t('areas.fileHint')} error={wrong.file}>
          {(control) => <input {...control} className="input" name="file" type="file" accept=".csv,.json" />}
        </Field>
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
