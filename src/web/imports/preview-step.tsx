import { useState } from 'react'
import type { ImportDetail } from '../../core/api/imports.ts'
import { useImportActions } from '../api/imports.ts'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { FaultTable } from './fault-table.tsx'
import { PreviewTable } from './preview-table.tsx'

/** How many rows are new, changed, the same and faulty. */
export function ImportCountsRow({ item }: { item: ImportDetail }) {
  const { t, language } = useText()
  const { counts } = item
  if (!counts) return null
  return (
    <dl className="import-counts">
      {(['new', 'changed', 'unchanged', 'faulty'] as const).map((key) => (
        <div key={key} className={key === 'faulty' && counts.faulty > 0 ? 'import-counts-look' : undefined}>
          <dt>{t(`import.count.${key}`)}</dt>
          <dd>{formatNumber(counts[key], language, 0)}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What the import would do and what stands against it; from here it is applied. */
export function PreviewStep({ item, onColumns }: { item: ImportDetail; onColumns: () => void }) {
  const { t, language } = useText()
  const { step } = useImportActions(item.id)
  const problemText = useProblemText()
  const [goodOnly, setGoodOnly] = useState(false)
  const counts = item.counts ?? { new: 0, changed: 0, unchanged: 0, faulty: 0 }
  const good = counts.new + counts.changed
  const isOpen = item.mayChange && item.hasContent
  const n = formatNumber(good, language, 0)
  const faulty = formatNumber(counts.faulty, language, 0)
  const reason =
    good === 0 ? t('import.nothingToDo') : counts.faulty > 0 && !goodOnly ? t('import.hasFaults', { n: faulty }) : null
  return (
    <>
      <ImportCountsRow item={item} />
      {counts.faulty > 0 && item.hasContent && <FaultTable item={item} />}
      <PreviewTable item={item} />
      {isOpen ? (
        <div className="import-actions">
          {counts.faulty > 0 && good > 0 && (
            <label className="import-good">
              <input type="checkbox" checked={goodOnly} onChange={(event) => setGoodOnly(event.target.checked)} />
              {t('import.goodOnly', { n: faulty })}
            </label>
          )}
          {step.error && (
            <p className="field-error" role="alert">
              <Icon name="warn" size={14} />
              {problemText(step.error)}
            </p>
          )}
          <p className="quiet" id="import-why">
            {reason ?? t('import.whole')}
          </p>
          <div className="import-buttons">
            <Button onClick={onColumns}>{t('import.backToColumns')}</Button>
            <Button onClick={() => step.mutate({ verb: 'check' })} disabled={step.isPending}>
              {t('import.checkAgain')}
            </Button>
            <Button
              look="primary"
              aria-describedby="import-why"
              disabled={reason !== null || step.isPending}
              onClick={() => step.mutate({ verb: 'apply', goodOnly })}
            >
              {t(goodOnly && counts.faulty > 0 ? 'import.applyGood' : 'import.apply', { n })}
            </Button>
          </div>
        </div>
      ) : (
        <p className="quiet">{t(item.hasContent ? 'import.readOnly' : 'import.cleared')}</p>
      )}
    </>
  )
}
