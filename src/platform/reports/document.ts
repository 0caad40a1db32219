import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Header,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  type Table,
  TextRun,
} from 'docx'
import { agencySign, breakName, placeAndDate, shorten, signerLines } from './agency-words.ts'
import { centred, page, plainTable, rule, run, sizes, textWidthMm, twips } from './page-parts.ts'

/** The layout these documents follow: Decree 30/2020/NĐ-CP, Annex I. Written into each file as the property `profile`. */
export const reportProfile = 'nd30-2020'

/** A paragraph: its runs, or a heading in bold. */
export type ReportParagraph = readonly ReportRun[] | { readonly heading: string }

/** Text of a paragraph; with `href` (an absolute address) it is a link to the page it was taken from. */
export type ReportRun = string | { readonly text: string; readonly href: string }

export interface ReportDocument {
  /** The body above the agency; null for one that has none. */
  readonly parentName: string | null
  readonly agencyName: string
  /** As issued, `05/BC-SKHCN`; empty until the clerk gives one. */
  readonly number: string
  readonly place: string
  /** `YYYY-MM-DD`; null leaves it blank until issue. */
  readonly date: string | null
  /** `BÁO CÁO`. */
  readonly title: string
  readonly subtitle: string
  /** The superior it goes up to, for «Kính gửi»; left out otherwise. */
  readonly to?: string
  /** The last is no heading. */
  readonly paragraphs: readonly ReportParagraph[]
  /** Lines of «Nơi nhận» before the last, «Lưu: VT.». */
  readonly recipients?: readonly string[]
  /** Marks the document so that nobody takes it for a real one. */
  readonly demonstration: boolean
  /** Which draft it is, while nobody has approved it; null once somebody has. */
  readonly draft: number | null
}

const rightMm = 98
const leftMm = textWidthMm - rightMm
/** Letters of the issuing body that fit the left column at size 13 bold (24 measured just over its width). */
const leftColumns = 23
/** Widths measured with a face of the same metrics: mm for one letter of bold capitals at 13, of bold text at 14. */
const capitalMm = 2.9
const letterMm = 2.25

/** A report as a .docx file. The name of the signer stays empty: a person signs. Texts are composed to NFC. */
export async function writeReportDocument(input: ReportDocument): Promise<Buffer> {
  const document = new Document({
    creator: input.agencyName.normalize('NFC'),
    title: `${input.title} ${input.subtitle}`.normalize('NFC'),
    customProperties: [
      { name: 'profile', value: reportProfile },
      { name: 'demonstration', value: String(input.demonstration) },
    ],
    styles: {
      default: {
        document: { run: { font: 'Times New Roman', size: sizes.body, color: '000000', language: { value: 'vi-VN' } } },
      },
    },
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: twips(page.width), height: twips(page.height) },
            margin: {
              top: twips(page.top),
              bottom: twips(page.bottom),
              left: twips(page.left),
              right: twips(page.right),
              header: twips(10),
              footer: twips(10),
            },
          },
        },
        headers: { default: pageNumberHeader(), first: new Header({ children: [new Paragraph({})] }) },
        children: [heading(input), ...titleBlock(input), ...body(input), signatureBlock(input)],
      },
    ],
  })
  return Packer.toBuffer(document)
}

function heading(input: ReportDocument): Table {
  const small = { size: sizes.name }
  const agencyLines = breakName(input.agencyName, leftColumns)
  const longest = Math.max(...agencyLines.map((line) => line.length))
  const parentLines = input.parentName === null ? [] : breakName(shorten(input.parentName), leftColumns + 2)
  const left = [
    ...parentLines.map((line) => centred(line, small)),
    ...agencyLines.map((line) => centred(line, { ...small, bold: true })),
    rule(longest * capitalMm * 0.4, leftMm),
  ]
  const right = [
    centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...small, bold: true }),
    centred('Độc lập - Tự do - Hạnh phúc', { size: sizes.motto, bold: true }),
    // As long as the motto: 60.5 mm at size 14 bold, measured.
    rule(60.5, rightMm),
  ]
  const number = input.number === '' ? `        /BC-${agencySign(input.agencyName)}` : input.number
  const before = { spacing: { before: 120 } }
  return plainTable(
    [leftMm, rightMm],
    [
      [left, right],
      [
        [centred(`Số: ${number}`, { size: sizes.number }, before)],
        [centred(placeAndDate(input.place, input.date), { size: sizes.placeDate, italics: true }, before)],
      ],
    ],
  )
}

function titleBlock(input: ReportDocument): Paragraph[] {
  const bold = { size: sizes.title, bold: true }
  const lineMm = Math.min(input.subtitle.length * letterMm, textWidthMm) * 0.4
  const block = [
    ...(input.demonstration ? [boxedLine('Số liệu trình diễn – không phải báo cáo chính thức')] : []),
    ...(input.draft === null ? [] : [boxedLine(`DỰ THẢO LẦN ${input.draft}`)]),
    centred(input.title.toUpperCase(), bold, { spacing: { before: 240 } }),
    centred(input.subtitle, bold),
    rule(lineMm, textWidthMm),
  ]
  if (input.to === undefined) return block
  return [...block, centred(`Kính gửi: ${input.to}`, { size: sizes.body }, { spacing: { before: 240 } })]
}

function boxedLine(text: string): Paragraph {
  const side = { style: BorderStyle.SINGLE, size: 6, space: 4, color: '000000' }
  return centred(
    text,
    { size: sizes.title, bold: true },
    {
      border: { top: side, bottom: side, left: side, right: side },
      indent: { left: 100, right: 100 },
      spacing: { before: 240 },
    },
  )
}

function body(input: ReportDocument): Paragraph[] {
  const last = input.paragraphs.length - 1
  const text = input.paragraphs.map((each, i) =>
    'heading' in each ? headingParagraph(each.heading) : bodyParagraph(i === last ? endText(each) : each, i === last),
  )
  return [new Paragraph({ spacing: { line: 120, lineRule: LineRuleType.EXACT } }), ...text]
}

/** The text of a document ends with «./.» */
function endText(runs: readonly ReportRun[]): ReportRun[] {
  const last = runs.at(-1)
  if (typeof last !== 'string') return [...runs, './.']
  return [...runs.slice(0, -1), `${last.replace(/\.$/, '')}./.`]
}

function headingParagraph(text: string): Paragraph {
  return new Paragraph({
    indent: { firstLine: twips(10) },
    spacing: { before: 160 },
    keepNext: true,
    children: [run(text, { size: sizes.body, bold: true })],
  })
}

function bodyParagraph(runs: readonly ReportRun[], isLast: boolean): Paragraph {
  const style = { size: sizes.body }
  return new Paragraph({
    alignment: AlignmentType.JUSTIFIED,
    indent: { firstLine: twips(10) },
    spacing: { before: 120, line: 288 },
    widowControl: true,
    // The signature never stands on a page without the end of the text.
    keepNext: isLast,
    keepLines: isLast,
    children: runs.map((part) =>
      typeof part === 'string'
        ? run(part, style)
        : new ExternalHyperlink({ link: part.href, children: [run(part.text, style)] }),
    ),
  })
}

function signatureBlock(input: ReportDocument): Table {
  const recipients = [...(input.recipients ?? []).map((name) => `- ${name};`), '- Lưu: VT.']
  const left = [
    new Paragraph({ children: [run('Nơi nhận:', { size: sizes.listed, bold: true, italics: true })] }),
    ...recipients.map((line) => new Paragraph({ children: [run(line, { size: sizes.recipients })] })),
  ]
  const bold = { size: sizes.body, bold: true }
  const room = Array.from({ length: 4 }, () => centred('', bold))
  const right = [...signerLines(input.agencyName).map((line) => centred(line, bold)), ...room]
  const gap = [new Paragraph({ keepNext: true, spacing: { line: 240, lineRule: LineRuleType.EXACT } })]
  return plainTable(
    [textWidthMm / 2, textWidthMm / 2],
    [
      [gap, gap],
      [left, right],
    ],
  )
}

/** In the top margin, from the second page on (Decree 30/2020, Annex I, part I). */
function pageNumberHeader(): Header {
  const number = new TextRun({ size: sizes.body, children: [PageNumber.CURRENT] })
  return new Header({ children: [new Paragraph({ alignment: AlignmentType.CENTER, children: [number] })] })
}
