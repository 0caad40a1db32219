import type { AuditFilter } from '../../core/api/audit.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type Cell, type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { readAudit } from './read-audit.ts'

const pageRows = 1_000

const header: readonly Text[] = [
  { vi: 'Số', en: 'Number' },
  { vi: 'Lúc', en: 'At' },
  { vi: 'Người làm', en: 'Who' },
  { vi: 'Việc', en: 'Action' },
  { vi: 'Loại', en: 'Kind' },
  { vi: 'Mã', en: 'Id' },
  { vi: 'Tên', en: 'Title' },
  { vi: 'Đơn vị', en: 'Agency' },
  { vi: 'Chi tiết', en: 'Detail' },
]

/** Every row that passes a filter. @throws {AppError} `too_many_rows` */
export async function exportAudit(tx: Db, filter: AuditFilter, language: Language): Promise<ExportTable> {
  const rows: Cell[][] = []
  let after: string | undefined
  do {
    const page = await readAudit(tx, filter, { limit: pageRows, after })
    for (const { id, at, actor, action, subject, agency, detail } of page) {
      const thing = [subject.kind, subject.id, subject.title]
      rows.push([
        id,
        localTime(at),
        actor?.name ?? null,
        action,
        ...thing,
        agency?.name ?? null,
        JSON.stringify(detail),
      ])
    }
    refuseManyRows(rows.length)
    after = page.length === pageRows ? page.at(-1)?.place : undefined
  } while (after)
  const name = language === 'vi' ? 'Nhật ký' : 'Audit'
  return { name, header: header.map((text) => text[language]), rows }
}
