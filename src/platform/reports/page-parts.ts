import {
  AlignmentType,
  BorderStyle,
  type IParagraphOptions,
  LineRuleType,
  Paragraph,
  Table,
  TableBorders,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'

/** Twips (1/1440 inch) in some millimetres. */
export const twips = (mm: number) => Math.round((mm * 1440) / 25.4)

/** Paper and margins (Decree 30/2020, Annex I, part I: A4; top, bottom 20-25, left 30-35, right 15-20 mm), in mm. */
export const page = { width: 210, height: 297, top: 20, bottom: 20, left: 30, right: 15 }
export const textWidthMm = page.width - page.left - page.right

/** Half points of the large pair of sizes (Decree 30/2020, Annex I, footnote 2). */
export const sizes = { name: 26, motto: 28, number: 26, placeDate: 28, title: 28, body: 28, recipients: 22, listed: 24 }

interface Style {
  readonly size: number
  readonly bold?: boolean
  readonly italics?: boolean
}

/** A run of text, composed (NFC) as the decree's character set asks. */
export function run(text: string, style: Style): TextRun {
  return new TextRun({ text: text.normalize('NFC'), ...style })
}

/** A centred line of text without space around it. */
export function centred(text: string, style: Style, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ alignment: AlignmentType.CENTER, ...options, children: [run(text, style)] })
}

/** A drawn line of some length in the middle of a column; both in mm. */
export function rule(lengthMm: number, columnMm: number): Paragraph {
  const side = twips((columnMm - lengthMm) / 2)
  return new Paragraph({
    indent: { left: side, right: side },
    // 0.75 pt, in eighths of a point.
    border: { bottom: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    spacing: { line: 60, lineRule: LineRuleType.EXACT, before: 0, after: 0 },
    children: [new TextRun({ text: '', size: 2 })],
  })
}

/** A table without borders or cell margins; `columnsMm` are the widths, each row one list of paragraphs for each column. */
export function plainTable(columnsMm: readonly number[], rows: readonly (readonly Paragraph[])[][]): Table {
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: twips(columnsMm.reduce((sum, mm) => sum + mm, 0)), type: WidthType.DXA },
    columnWidths: columnsMm.map(twips),
    borders: TableBorders.NONE,
    margins: { marginUnitType: WidthType.DXA, top: 0, bottom: 0, left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, i) =>
              new TableCell({
                width: { size: twips(columnsMm[i] ?? 0), type: WidthType.DXA },
                children: [...children],
              }),
          ),
        }),
    ),
  })
}
