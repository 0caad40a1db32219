import { type RawBuilder, sql } from 'kysely'
import type { AlertCount, IndicatorRow } from '../../core/api/indicators.ts'
import { notFound } from '../../core/error.ts'
import type { Language } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { readRows } from '../indicators/figures.ts'
import { withoutReasons } from '../indicators/late.ts'

const pageSize = 1_000

const header: Record<Language, readonly string[]> = {
  vi: ['Số', 'Nội dung', 'Đơn vị', 'Phát sinh', 'Hạn', 'Xong', 'Tính là'],
  en: ['Number', 'What', 'Agency', 'Arisen', 'Due', 'Done', 'Counted as'],
}
const counts: Record<Language, Record<AlertCount, string>> = {
  vi: {
    in_time: 'Đúng hạn',
    late: 'Trễ hạn',
    not_due: 'Chưa đến hạn',
    dismissed: 'Bỏ qua',
    false_alarm: 'Báo động giả',
  },
  en: { in_time: 'In time', late: 'Late', not_due: 'Not due yet', dismissed: 'Dismissed', false_alarm: 'False alarm' },
}

/** The frozen rows of a line, as a statement. @throws {AppError} `not_found` where the actor sees no such line */
export async function frozenRows(tx: Db, reportId: string, key: string): Promise<RawBuilder<unknown>> {
  const line = await tx
    .selectFrom('platform.reportLine')
    .select('key')
    .where('reportId', '=', reportId)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!line) throw notFound(`line ${key} of report ${reportId}`)
  return sql`select * from platform.report_row where report_id = ${reportId} and line_key = ${key}`
}

/** The rows behind a frozen figure as a table to keep, as they counted at the cut-off. @throws {AppError} `too_many_rows` */
export async function tableOfRows(
  tx: Db,
  rows: RawBuilder<unknown>,
  count: AlertCount | undefined,
  language: Language,
): Promise<ExportTable> {
  const all: IndicatorRow[] = []
  let after: string | undefined
  do {
    const { items, places } = await readRows(tx, withoutReasons(rows), { count, after, limit: pageSize })
    all.push(...items)
    refuseManyRows(all.length)
    after = items.length === pageSize ? places.at(-1) : undefined
  } while (after !== undefined)
  return {
    name: language === 'vi' ? 'Số này từ đâu ra' : 'Where it comes from',
    header: header[language],
    rows: all.map(({ thing, alert, dueAt, doneAt, count: own }) => [
      thing.number,
      alert?.title[language] ?? thing.title,
      thing.agency.name,
      localTime(alert?.firedAt ?? thing.openedAt),
      localTime(dueAt),
      doneAt === null ? null : localTime(doneAt),
      counts[language][own],
    ]),
  }
}
