import './imports.css'
import { Link, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { ImportDetail } from '../../core/api/imports.ts'
import { isWorking, useImport } from '../api/imports.ts'
import { ErrorBox } from '../kit/error-box.tsx'
import { formatNumber, formatSize } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { LoadingPage, PageHead } from '../kit/panel.tsx'
import { useTitle } from '../shell/use-title.ts'
import { useText } from '../text/use-text.ts'
import { ColumnsStep } from './columns-step.tsx'
import { ImportNoteBox } from './import-note.tsx'
import { ImportStateChip } from './import-state.tsx'
import { PreviewStep } from './preview-step.tsx'
import { ResultStep } from './result-step.tsx'

const steps = ['columns', 'preview', 'result'] as const
type Step = (typeof steps)[number]

/** The step that an import has come to. */
function stepOf({ state, counts, appliedAt }: ImportDetail): Step {
  // Taking back was interrupted: what was imported stands.
  if (state === 'interrupted' && appliedAt !== null) return 'result'
  if (['applying', 'applied', 'undoing', 'undone'].includes(state)) return 'result'
  return counts === null || state === 'uploaded' || state === 'checking' ? 'columns' : 'preview'
}

function Steps({ current }: { current: Step }) {
  const { t } = useText()
  const place = steps.indexOf(current)
  return (
    <ol className="import-steps" aria-label={t('import.steps')}>
      {steps.map((step, index) => (
        <li key={step} aria-current={step === current ? 'step' : undefined}>
          <span className="import-step-sign" aria-hidden="true">
            {index < place ? <Icon name="check" size={14} /> : index + 1}
          </span>
          {index < place ? (
            <>
              <span aria-hidden="true">{t(`import.step.${step}`)}</span>
              <span className="visually-hidden">{t('import.stepDone', { step: t(`import.step.${step}`) })}</span>
            </>
          ) : (
            t(`import.step.${step}`)
          )}
        </li>
      ))}
    </ol>
  )
}

function Work({ item }: { item: ImportDetail }) {
  const { t, language } = useText()
  const { done, total } = item.progress ?? { done: 0, total: 1 }
  const figures = { done: formatNumber(done, language, 0), total: formatNumber(total, language, 0) }
  return (
    <section className="import-work card" aria-label={t(`import.state.${item.state}`)}>
      <strong>{t(`import.state.${item.state}`)}</strong>
      <progress max={total} value={done} aria-label={t(`import.state.${item.state}`)} />
      <p>{t('import.progress', figures)}</p>
      <p className="quiet">{t('import.mayClose')}</p>
    </section>
  )
}

/** One import: its columns, what it would do, the import itself and the way back. */
export function ImportPage() {
  const { t, local, language } = useText()
  const { id } = useParams({ from: '/shell/nhap-du-lieu/$id' })
  const isFirst = useSearch({ from: '/shell/nhap-du-lieu/$id' }).tu === 'bat-dau'
  const { data: item, error, refetch } = useImport(id)
  const [editing, setEditing] = useState(false)
  useTitle(item?.fileName ?? t('import.title'))
  if (error && !item) return <ErrorBox whole error={error} onRetry={() => void refetch()} />
  if (!item) return <LoadingPage title={t('import.title')} />
  const reached = stepOf(item)
  const step: Step = reached === 'preview' && editing ? 'columns' : reached
  const facts = {
    rows: formatNumber(item.rows, language, 0),
    dialect: item.dialect,
    size: formatSize(item.sizeBytes, language),
  }
  return (
    <div className="page">
      <PageHead
        crumb={
          <>
            <Link className="link" to="/so">
              {t('register.title')}
            </Link>
            <Icon name="right" size={12} />
            <Link className="link" to="/nhap-du-lieu">
              {t('import.title')}
            </Link>
            <Icon name="right" size={12} />
            <Link className="link" to={item.target.page}>
              {local(item.target.plural)}
            </Link>
            <span className="dot">{item.agency.name}</span>
          </>
        }
        title={item.fileName}
        actions={<ImportStateChip state={item.state} faulty={item.counts?.faulty ?? 0} />}
      />
      <Steps current={step} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="import-body scroll" tabIndex={0} aria-label={t(`import.step.${step}`)}>
        <p className="quiet">{t('import.fileFacts', facts)}</p>
        <ImportNoteBox item={item} />
        {isWorking(item) ? (
          <Work item={item} />
        ) : step === 'columns' ? (
          <ColumnsStep
            key={`${item.sheet} ${item.columns.map(({ field }) => field).join()}`}
            item={item}
            onChecked={() => setEditing(false)}
          />
        ) : step === 'preview' ? (
          <PreviewStep item={item} onColumns={() => setEditing(true)} />
        ) : (
          <ResultStep item={item} isFirst={isFirst} />
        )}
      </section>
    </div>
  )
}
