import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportDetail } from '../../core/api/imports.ts'
import { useImportActions } from '../api/imports.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { formatDateTime, formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { FaultTable } from './fault-table.tsx'
import { ImportCountsRow } from './preview-step.tsx'

/** What was imported, by whom, and the way back; `isFirst`: and on to the next step of the first hour. */
export function ResultStep({ item, isFirst }: { item: ImportDetail; isFirst: boolean }) {
  const { t, language } = useText()
  const { step } = useImportActions(item.id)
  const problemText = useProblemText()
  const [asking, setAsking] = useState(false)
  const counts = item.counts ?? { new: 0, changed: 0, unchanged: 0, faulty: 0 }
  const made = formatNumber(counts.new, language, 0)
  const changed = formatNumber(counts.changed, language, 0)
  const isApplied = item.state === 'applied' || (item.state === 'interrupted' && item.appliedAt !== null)
  return (
    <>
      <ImportCountsRow item={item} />
      {item.appliedAt && (
        <p className="import-line">
          <Icon name="check" size={16} />{' '}
          {t('import.appliedText', {
            made,
            changed,
            time: formatDateTime(item.appliedAt),
            name: item.appliedBy?.name ?? '',
          })}{' '}
          {counts.faulty > 0 && t('import.leftOut', { n: formatNumber(counts.faulty, language, 0) })}
        </p>
      )}
      {item.undoneAt && (
        <p className="import-line">
          <Icon name="left" size={16} />{' '}
          {t('import.undoneText', { time: formatDateTime(item.undoneAt), name: item.undoneBy?.name ?? '' })}
        </p>
      )}
      {counts.faulty > 0 && item.hasContent && <FaultTable item={item} />}
      {step.error && (
        <p className="field-error" role="alert">
          <Icon name="warn" size={14} />
          {problemText(step.error)}
        </p>
      )}
      {isApplied && (
        <div className="import-buttons">
          {isFirst && (
            <Link className="btn btn-primary" to="/bat-dau">
              {t('firstHour.nextStep')}
            </Link>
          )}
          <a className="btn btn-plain" href={item.target.page}>
            {t('import.open')}
          </a>
          {item.mayChange && (
            <Button onClick={() => setAsking(true)} disabled={step.isPending}>
              {t('import.undo')}
            </Button>
          )}
        </div>
      )}
      {asking && (
        <Dialog title={t('import.undo')} onClose={() => setAsking(false)}>
          <p>{t('import.undoAsk', { made, changed })}</p>
          <div className="form-actions">
            <Button onClick={() => setAsking(false)}>{t('common.cancel')}</Button>
            <Button
              look="primary"
              onClick={() => {
                setAsking(false)
                step.mutate({ verb: 'undo' })
              }}
            >
              {t('import.undoSure')}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  )
}
