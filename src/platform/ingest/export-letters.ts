import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type Cell, type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { type LetterFilter, readLetters } from './read-letters.ts'

const pageRows = 1_000

const header: readonly Text[] = [
  { vi: 'Số', en: 'Number' },
  { vi: 'Nhận lúc', en: 'Received at' },
  { vi: 'Lý do', en: 'Reason' },
  { vi: 'Chi tiết', en: 'Detail' },
  { vi: 'Người gửi', en: 'Sender' },
  { vi: 'Cửa', en: 'Door' },
  { vi: 'Chủ đề', en: 'Topic' },
  { vi: 'Đơn vị', en: 'Agency' },
  { vi: 'Chỉ đếm', en: 'Counted only' },
  { vi: 'Kết quả', en: 'Outcome' },
  { vi: 'Xử lý lúc', en: 'Settled at' },
  { vi: 'Người xử lý', en: 'Settled by' },
  { vi: 'Ghi chú', en: 'Note' },
]

/** Every letter that passes a filter, without its payload. @throws {AppError} `too_many_rows` */
export async function exportLetters(tx: Db, filter: LetterFilter, language: Language): Promise<ExportTable> {
  const rows: Cell[][] = []
  let after: number | undefined
  do {
    const page = await readLetters(tx, filter, { limit: pageRows, after })
    for (const { id, receivedAt, reason, detail, sender, via, topic, agency, counted, settled } of page) {
      const end = settled && [settled.outcome, localTime(settled.at), settled.by, settled.note]
      const start = [id, localTime(receivedAt), reason, detail, sender, via, topic, agency?.name ?? null]
      rows.push([...start, counted?.count ?? null, ...(end ?? [null, null, null, null])])
    }
    refuseManyRows(rows.length)
    after = page.length === pageRows ? page.at(-1)?.id : undefined
  } while (after)
  const name = language === 'vi' ? 'Bản tin bị từ chối' : 'Refused messages'
  return { name, header: header.map((text) => text[language]), rows }
}
