import { type ReactNode, useMemo } from 'react'
import type { ReportDetail, ReportLine, ReportSection } from '../../core/api/reports.ts'
import { numberOfKey, type SentenceNumber } from '../../core/counted-as.ts'
import { type PaperBlock, paperBlocks } from '../../core/report-paper.ts'
import { partsOf } from '../kit/format.ts'
import { useText } from '../text/use-text.ts'
import { partPlace } from './outline.tsx'

export type PickLine = (line: string, number: SentenceNumber) => void

/** Which number of the paper is open. */
export interface Chosen {
  readonly line: string | undefined
  readonly number: SentenceNumber
}

function Sentence(props: { line: string; parts: ReportLine['parts']; chosen: Chosen; onOpen: PickLine }) {
  const { t } = useText()
  const { line, parts, chosen, onOpen } = props
  return (
    <p>
      {parts.map(({ text, counts }, index) => {
        if (counts === null) return text
        const own = numberOfKey(counts)
        const on = line === chosen.line && own === chosen.number
        return (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a frozen sentence never move
            key={index}
            type="button"
            className={`report-figure${on ? ' report-figure-on' : ''}`}
            aria-label={t('report.figure', { figure: text })}
            aria-pressed={on}
            onClick={() => onOpen(line, own)}
          >
            {text}
          </button>
        )
      })}
    </p>
  )
}

function Block({ block, chosen, onOpen }: { block: PaperBlock; chosen: Chosen; onOpen: PickLine }) {
  if ('text' in block) return <p>{block.text}</p>
  if ('line' in block) return <Sentence line={block.line.key} parts={block.parts} chosen={chosen} onOpen={onOpen} />
  return block.level === 1 ? (
    <h3 id={partPlace(block.id)} tabIndex={-1}>
      {block.heading}
    </h3>
  ) : (
    <h4 id={partPlace(block.id)} tabIndex={-1}>
      {block.heading}
    </h4>
  )
}

const written: readonly ReportSection[] = ['shortcomings', 'tasks', 'proposals']

/** Official paper is written in Vietnamese whatever the language of the page. */
export function Paper(props: {
  report: ReportDetail
  place: string
  chosen: Chosen
  onOpen: PickLine
  /** What stands on the screen for the parts that people write, while they may. */
  editor: ((section: ReportSection) => ReactNode) | undefined
}) {
  const { t, language } = useText()
  const { report, place, chosen, onOpen, editor } = props
  const { day, month, year } = partsOf(report.cutOffAt)
  const blocks = useMemo(() => paperBlocks(report), [report])
  const isDraft = report.state !== 'approved'
  return (
    <article className="sheet" lang="vi">
      <div className="sheet-head">
        <div>
          <b className="sheet-agency">{report.agency.name}</b>
          <span>{t('report.number', { number: report.number })}</span>
        </div>
        <div>
          <b>{t('report.motto1')}</b>
          <b>{t('report.motto2')}</b>
          <i>{t('report.dateline', { place, d: day, m: month, y: year })}</i>
        </div>
      </div>
      {isDraft && <p className="sheet-draft">{t('report.draftMark', { n: report.version })}</p>}
      <h2>{report.title}</h2>
      <p className="sheet-note">
        {report.demonstration && `${t('report.demonstration')} `}
        <span className="screen-only" lang={language}>
          {t('report.hint')}
        </span>
      </p>
      {report.lines.length === 0 && <p lang={language}>{t('report.noLines')}</p>}
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of a paper are its lines from top to bottom
        <Block key={index} block={block} chosen={chosen} onOpen={onOpen} />
      ))}
      {editor && (
        <div className="sheet-editors screen-only">
          {written.map((section) => (
            <div key={section}>{editor(section)}</div>
          ))}
        </div>
      )}
    </article>
  )
}
