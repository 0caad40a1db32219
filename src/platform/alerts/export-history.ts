import { type Outcome, outcomeOf } from '../../core/alert-outcome.ts'
import type { HistoryFilter } from '../../core/api/alert-history.ts'
import type { Severity } from '../../core/severity.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type Cell, type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { iso } from '../http/present.ts'
import type { AssetKind } from '../modules/load.ts'
import type { AlertRow } from './read-alerts.ts'
import { readHistory } from './read-history.ts'

const pageRows = 1_000

const severityWords: Readonly<Record<Severity, Text>> = {
  crit: { vi: 'Khẩn cấp', en: 'Critical' },
  major: { vi: 'Nghiêm trọng', en: 'Major' },
  minor: { vi: 'Cần chú ý', en: 'Minor' },
  info: { vi: 'Thông tin', en: 'Information' },
}
const outcomeWords: Readonly<Record<Outcome, Text>> = {
  new: { vi: 'Chưa ai nhận', en: 'Not taken' },
  taken: { vi: 'Đã có người nhận', en: 'Taken' },
  in_work: { vi: 'Đang xử lý', en: 'In work' },
  calmed: { vi: 'Đã dịu, chờ đóng', en: 'Calmed, to close' },
  aside: { vi: 'Đang gác hoặc bảo trì', en: 'Shelved or in maintenance' },
  done: { vi: 'Đã xong', en: 'Done' },
  closed: { vi: 'Đóng sau khi dịu', en: 'Closed once calm' },
  dismissed: { vi: 'Đã bỏ qua', en: 'Dismissed' },
  false_alarm: { vi: 'Báo động giả', en: 'False alarm' },
}

const at = (date: Date | null): Cell => (date ? localTime(iso(date)) : null)

interface Column {
  readonly name: Text
  readonly cell: (row: AlertRow, language: Language) => Cell
}
const columns: readonly Column[] = [
  { name: { vi: 'Mức', en: 'Severity' }, cell: (row, language) => severityWords[row.severity][language] },
  { name: { vi: 'Cảnh báo', en: 'Alert' }, cell: (row, language) => (language === 'vi' ? row.titleVi : row.titleEn) },
  { name: { vi: 'Quy tắc', en: 'Rule' }, cell: (row, language) => (language === 'vi' ? row.ruleVi : row.ruleEn) },
  { name: { vi: 'Mã thiết bị', en: 'Device code' }, cell: ({ assetCode }) => assetCode },
  { name: { vi: 'Thiết bị', en: 'Device' }, cell: ({ assetName }) => assetName },
  { name: { vi: 'Trị số', en: 'Value' }, cell: ({ value }) => value },
  { name: { vi: 'Ngưỡng', en: 'Threshold' }, cell: ({ threshold }) => threshold },
  { name: { vi: 'Đơn vị đo', en: 'Unit' }, cell: ({ unit }) => unit },
  { name: { vi: 'Xã, phường', en: 'Commune' }, cell: ({ areaName }) => areaName },
  { name: { vi: 'Đơn vị quản lý', en: 'Agency' }, cell: ({ agencyName }) => agencyName },
  { name: { vi: 'Lúc đo', en: 'Measured' }, cell: ({ firedAt }) => at(firedAt) },
  { name: { vi: 'Trung tâm biết lúc', en: 'Known' }, cell: ({ raisedAt }) => at(raisedAt) },
  { name: { vi: 'Dịu lúc', en: 'Over' }, cell: ({ resolvedAt }) => at(resolvedAt) },
  { name: { vi: 'Nhận lúc', en: 'Taken' }, cell: ({ takenAt }) => at(takenAt) },
  { name: { vi: 'Người nhận', en: 'Taken by' }, cell: ({ takenByName }) => takenByName },
  { name: { vi: 'Hạn xử lý', en: 'Due' }, cell: ({ dueAt }) => at(dueAt) },
  { name: { vi: 'Xong lúc', en: 'Done' }, cell: ({ doneAt }) => at(doneAt) },
  {
    name: { vi: 'Tình trạng', en: 'State' },
    cell: (row, language) => outcomeWords[outcomeOf(row, new Date())][language],
  },
  { name: { vi: 'Sự cố', en: 'Incident' }, cell: ({ incidentNumber }) => incidentNumber },
]

/** Every alert that answers to a filter, times of Asia/Ho_Chi_Minh. @throws {AppError} `too_many_rows` */
export async function exportHistory(
  tx: Db,
  filter: HistoryFilter,
  types: ReadonlyMap<string, AssetKind>,
  language: Language,
): Promise<ExportTable> {
  const rows: Cell[][] = []
  let after: string | undefined
  do {
    const page = await readHistory(tx, filter, types, { limit: pageRows, after })
    rows.push(...page.map((row) => columns.map(({ cell }) => cell(row, language))))
    refuseManyRows(rows.length)
    after = page.length === pageRows ? page.at(-1)?.id : undefined
  } while (after)
  const name = language === 'vi' ? 'Lịch sử cảnh báo' : 'Alert history'
  return { name, header: columns.map(({ name }) => name[language]), rows }
}
