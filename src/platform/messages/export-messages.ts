import type { DeliveryState } from '../../core/api/messages.ts'
import type { Language, Text } from '../../core/text.ts'
import type { Db } from '../db/pool.ts'
import { type Cell, type ExportTable, localTime, refuseManyRows } from '../export/table.ts'
import { type MessageFilter, type MessageWords, readMessages } from './read-messages.ts'

const pageRows = 1_000

const stateWords: Readonly<Record<DeliveryState, Text>> = {
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
  sent: { vi: 'Đã gửi', en: 'Sent' },
  delivered: { vi: 'Đã nhận', en: 'Delivered' },
  failed: { vi: 'Không gửi được', en: 'Failed' },
}

const header: readonly Text[] = [
  { vi: 'Lúc', en: 'At' },
  { vi: 'Đơn vị', en: 'Agency' },
  { vi: 'Tiêu đề', en: 'Title' },
  { vi: 'Nội dung', en: 'Text' },
  { vi: 'Kênh', en: 'Channel' },
  { vi: 'Địa chỉ', en: 'Address' },
  { vi: 'Tình trạng', en: 'State' },
  { vi: 'Số lần thử', en: 'Tries' },
  { vi: 'Kết thúc lúc', en: 'Ended at' },
  { vi: 'Trả lời, lỗi', en: 'Receipt, fault' },
]

/** Every message that passes a filter, a row for each delivery and one for a message without. @throws {AppError} `too_many_rows` */
export async function exportMessages(
  tx: Db,
  words: MessageWords,
  filter: MessageFilter,
  language: Language,
  isMasked: boolean,
): Promise<ExportTable> {
  const rows: Cell[][] = []
  let after: string | undefined
  do {
    const page = await readMessages(tx, words, filter, { limit: pageRows, after, isMasked })
    for (const { at, agency, title, body, deliveries } of page) {
      const message = [localTime(at), agency.name, title[language], body[language]]
      if (deliveries.length === 0) rows.push([...message, null, null, null, null, null, null])
      for (const { channel, address, state, attempts, endedAt, receipt, fault } of deliveries) {
        const ended = endedAt ? localTime(endedAt) : null
        const word = stateWords[state][language]
        rows.push([...message, channel.name[language], address, word, attempts, ended, fault ?? receipt])
      }
    }
    refuseManyRows(rows.length)
    after = page.length === pageRows ? page.at(-1)?.id : undefined
  } while (after)
  const name = language === 'vi' ? 'Tin nhắn' : 'Messages'
  return { name, header: header.map((text) => text[language]), rows }
}
