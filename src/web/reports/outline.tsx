import type { ReportDetail } from '../../core/api/reports.ts'
import { paperBlocks } from '../../core/report-paper.ts'
import { useText } from '../text/use-text.ts'

/** The parts of the paper; each brings its own into view. */
export function Outline({ report, current }: { report: ReportDetail; current: string | undefined }) {
  const { t } = useText()
  const headings = paperBlocks(report).filter((block) => 'heading' in block)
  return (
    <nav className="report-outline" aria-label={t('report.outline')} lang="vi">
      <ol>
        {headings.map(({ heading, level, id }) => (
          <li key={id}>
            <button
              type="button"
              className={`outline-${level}${id === current ? ' outline-on' : ''}`}
              onClick={() => document.getElementById(`part-${id}`)?.scrollIntoView({ block: 'start' })}
            >
              {heading}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The part of the paper in which a line stands. */
export function partOfLine(report: ReportDetail, line: string | undefined): string | undefined {
  if (line === undefined) return undefined
  let last: string | undefined
  for (const block of paperBlocks(report)) {
    if ('heading' in block) last = block.id
    else if ('line' in block && block.line.key === line) return last
  }
  return undefined
}
