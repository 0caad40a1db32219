import { useState } from 'react'
import type { ImportDetail } from '../../core/api/imports.ts'
import { useImportActions } from '../api/imports.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** Which field each column of the file fills; guessed, and every one can be changed. */
export function ColumnsStep({ item, onChecked }: { item: ImportDetail; onChecked: () => void }) {
  const { t, local } = useText()
  const { edit, step } = useImportActions(item.id)
  const problemText = useProblemText()
  const [mapping, setMapping] = useState(item.columns.map(({ field }) => field))
  const isOpen = item.mayChange && item.hasContent
  const missing = item.fields.filter(({ key, required }) => required && !mapping.includes(key))
  const isChanged = mapping.some((field, place) => field !== item.columns[place]?.field)
  const nameOf = (header: string, place: number) => header || t('import.unnamed', { n: place + 1 })

  async function check() {
    if (isChanged) await edit.mutateAsync({ mapping })
    await step.mutateAsync({ verb: 'check' })
    onChecked()
  }

  return (
    <>
      {item.sheets.length > 1 && (
        <div className="field import-sheet">
          <label htmlFor="import-sheet">{t('import.sheet')}</label>
          <select
            id="import-sheet"
            className="input"
            value={item.sheet ?? ''}
            disabled={!isOpen || edit.isPending}
            onChange={(event) => edit.mutate({ sheet: event.target.value })}
          >
            {item.sheets.map((sheet) => (
              <option key={sheet}>{sheet}</option>
            ))}
          </select>
        </div>
      )}
      <h2>{t('import.columns')}</h2>
      <p className="quiet">{t('import.columnsHint')}</p>
      <table className="table import-columns">
        <thead>
          <tr>
            <th scope="col">{t('import.column')}</th>
            <th scope="col">{t('import.samples')}</th>
            <th scope="col">{t('import.into')}</th>
          </tr>
        </thead>
        <tbody>
          {item.columns.map(({ header, samples }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same header; their places stay
            <tr key={place}>
              <td className="wide">{nameOf(header, place)}</td>
              <td className="quiet import-samples">{samples.join(' · ') || t('common.empty')}</td>
              <td>
                <select
                  className="input"
                  aria-label={t('import.intoColumn', { header: nameOf(header, place) })}
                  value={mapping[place] ?? ''}
                  disabled={!isOpen}
                  onChange={(event) =>
                    setMapping(mapping.map((field, at) => (at === place ? event.target.value || null : field)))
                  }
                >
                  <option value="">{t('import.skip')}</option>
                  {item.fields
                    .filter(({ key }) => key === mapping[place] || !mapping.includes(key))
                    .map(({ key, label, required }) => (
                      <option key={key} value={key}>
                        {local(label)} {required ? t('import.needed') : ''}
                      </option>
                    ))}
                </select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {missing.length > 0 && (
        <p className="import-missing" role="status">
          <Icon name="warn" size={14} />
          {t('import.missing', { fields: missing.map(({ label }) => local(label)).join(', ') })}
        </p>
      )}
      {(edit.error ?? step.error) && (
        <p className="field-error" role="alert">
          <Icon name="warn" size={14} />
          {problemText(edit.error ?? step.error)}
        </p>
      )}
      {isOpen ? (
        <div className="import-actions">
          <Button
            look="primary"
            disabled={edit.isPending || step.isPending}
            onClick={() => void check().catch(() => undefined)}
          >
            {t('import.check')}
          </Button>
        </div>
      ) : (
        <p className="quiet">{t(item.hasContent ? 'import.readOnly' : 'import.cleared')}</p>
      )}
    </>
  )
}
