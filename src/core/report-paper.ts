import type { ReportDetail, ReportLine, ReportSection } from './api/reports.ts'

/** A heading of the paper, or a paragraph: what a line says, or what people wrote. */
export type PaperBlock =
  | { readonly heading: string; readonly level: 1 | 2; readonly id: string }
  | { readonly line: ReportLine; readonly parts: ReportLine['parts'] }
  | { readonly text: string }

/** What the parts of a periodic report are called, in their usual order. */
export const partHeadings: Record<ReportSection | 'results', string> = {
  results: 'Kết quả',
  shortcomings: 'Tồn tại, hạn chế',
  tasks: 'Nhiệm vụ thời gian tới',
  proposals: 'Đề xuất, kiến nghị',
}

const roman = ['I', 'II', 'III', 'IV']

/** The paper from top to bottom: results by field, what fell short, then what people wrote; a part without content is left out. */
export function paperBlocks(report: Pick<ReportDetail, 'lines' | 'texts'>): PaperBlock[] {
  const written = (section: ReportSection) =>
    (report.texts.find((each) => each.section === section)?.text ?? '')
      .split(/\n+/)
      .filter((text) => text.trim() !== '')
      .map((text) => ({ text: text.trim() }))
  const short = report.lines.flatMap((line) => (line.shortcoming ? [{ line, parts: line.shortcoming }] : []))
  const parts: [keyof typeof partHeadings, PaperBlock[]][] = [
    ['results', results(report.lines)],
    ['shortcomings', [...short, ...written('shortcomings')]],
    ['tasks', written('tasks')],
    ['proposals', written('proposals')],
  ]
  return parts
    .filter(([, blocks]) => blocks.length > 0)
    .flatMap(([key, blocks], at) => [
      { heading: `${roman[at]}. ${partHeadings[key]}`, level: 1 as const, id: key },
      ...blocks,
    ])
}

/** Lines under their fields, in the order in which fields first come; a number before each field. */
function results(lines: readonly ReportLine[]): PaperBlock[] {
  const fields = [...Map.groupBy(lines, ({ section }) => section)]
  return fields.flatMap(([field, own], at) => [
    ...(field === null ? [] : [{ heading: `${at + 1}. ${field}`, level: 2 as const, id: `field-${at + 1}` }]),
    ...own.map((line) => ({ line, parts: line.parts })),
  ])
}
