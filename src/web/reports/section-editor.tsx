import { type FormEvent, useState } from 'react'
import type { ReportDetail, ReportSection } from '../../core/api/reports.ts'
import { partHeadings } from '../../core/report-paper.ts'
import { useWriteText } from '../api/reports.ts'
import { Button } from '../kit/button.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { sendForm } from '../kit/keys.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

/** It was opened to be written in. */
const takeFocus = (area: HTMLTextAreaElement | null) => area?.focus()

/** Writes one part of a draft, each line a paragraph; opened by a button, so that the paper reads as it will be. */
export function SectionEditor({ report, section }: { report: ReportDetail; section: ReportSection }) {
  const { t } = useText()
  const write = useWriteText(report.id)
  const problemText = useProblemText()
  const [isOpen, setIsOpen] = useState(false)
  const stands = report.texts.find((each) => each.section === section)?.text ?? ''
  const heading = partHeadings[section]
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('text') ?? '').trim()
    write.mutate({ section, text }, { onSuccess: () => setIsOpen(false) })
  }
  if (!isOpen) {
    return (
      <Button small onClick={() => setIsOpen(true)}>
        {t(stands === '' ? 'report.writePart' : 'report.editPart', { part: heading })}
      </Button>
    )
  }
  const id = `report-text-${section}`
  return (
    <form className="sheet-form" onSubmit={submit} onKeyDown={sendForm}>
      <ErrorSummary
        errors={{}}
        general={write.error ? `${t('error.saveTitle')} ${problemText(write.error)}` : undefined}
      />
      <label htmlFor={id}>{heading}</label>
      <p className="field-hint" id={`${id}-hint`}>
        {t(`report.writeHint.${section}`)}
      </p>
      <textarea
        id={id}
        className="input"
        name="text"
        rows={6}
        maxLength={20_000}
        defaultValue={stands}
        ref={takeFocus}
        aria-describedby={`${id}-hint`}
      />
      <div className="sheet-form-actions">
        <Button onClick={() => setIsOpen(false)}>{t('common.cancel')}</Button>
        <Button type="submit" look="primary" disabled={write.isPending}>
          {t('report.keepPart')}
        </Button>
      </div>
    </form>
  )
}
