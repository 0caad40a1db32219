import type { BulletinDetail } from '../../core/api/bulletins.ts'
import type { ReachState } from '../../core/bulletin-reach.ts'
import { bulletinName } from '../../core/bulletin-urgency.ts'
import type { Language, Text } from '../../core/text.ts'
import { type Cell, type ExportTable, localTime } from '../export/table.ts'

const stateWords: Readonly<Record<ReachState, Text>> = {
  delivered: { vi: 'Đã nhận', en: 'Delivered' },
  sent: { vi: 'Đã gửi', en: 'Handed over' },
  waiting: { vi: 'Đang chờ', en: 'Waiting' },
  phoned: { vi: 'Đã báo bằng điện thoại', en: 'Told by telephone' },
  failed: { vi: 'Không gửi được', en: 'Failed' },
  none: { vi: 'Chưa có địa chỉ', en: 'No address' },
}

const header: readonly Text[] = [
  { vi: 'Đơn vị', en: 'Agency' },
  { vi: 'Số trực', en: 'Duty phone' },
  { vi: 'Kênh', en: 'Channel' },
  { vi: 'Địa chỉ', en: 'Address' },
  { vi: 'Tình trạng', en: 'State' },
  { vi: 'Lúc', en: 'At' },
  { vi: 'Số lần thử', en: 'Tries' },
  { vi: 'Ghi chú', en: 'Note' },
]

/** How far a bulletin came: a row for each address, one for an agency without, one more for a call. */
export function tableOfBulletin({ urgency, number, rows }: BulletinDetail, language: Language): ExportTable {
  const cells = rows.flatMap(({ agency, phone, state, deliveries, phoned }): Cell[][] => {
    const begin = [agency.name, phone]
    const tries = deliveries.map(({ channel, address, endedAt, triedAt, attempts, fault, receipt, ...delivery }) => {
      const at = endedAt ?? triedAt
      const word = stateWords[delivery.state][language]
      return [...begin, channel.name[language], address, word, at && localTime(at), attempts, fault ?? receipt]
    })
    const call = phoned && `${phoned.by.name}: ${phoned.note}`
    const told = [...begin, null, null, stateWords.phoned[language], phoned && localTime(phoned.at), null, call]
    const nothing = [...begin, null, null, stateWords[state][language], null, null, null]
    return [...tries, ...(phoned ? [told] : deliveries.length === 0 ? [nothing] : [])]
  })
  const name = bulletinName(urgency, number)[language]
  return { name, header: header.map((text) => text[language]), rows: cells }
}
