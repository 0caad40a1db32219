import type { Severity } from './severity.ts'
import type { Text } from './text.ts'

/** How urgent a bulletin is, in the grades of official paper (Decree 30/2020/NĐ-CP, appendix I, part II), the least first. */
export const urgencies = ['normal', 'urgent', 'top_urgent', 'flash'] as const
export type Urgency = (typeof urgencies)[number]

export const urgencyNames: Readonly<Record<Urgency, Text>> = {
  normal: { vi: 'Thường', en: 'Normal' },
  urgent: { vi: 'Khẩn', en: 'Urgent' },
  top_urgent: { vi: 'Thượng khẩn', en: 'Very urgent' },
  flash: { vi: 'Hoả tốc', en: 'Most urgent' },
}

/** The grade that a bulletin of an incident begins with; who writes it may choose another. */
export const urgencyOf = (severity: Severity): Urgency =>
  severity === 'crit' ? 'top_urgent' : severity === 'major' ? 'urgent' : 'normal'

/** What stands before the subject of a message, written as the decree writes the stamp; nothing where it is not urgent. */
const stamps: Readonly<Record<Urgency, string>> = {
  normal: '',
  urgent: 'KHẨN – ',
  top_urgent: 'THƯỢNG KHẨN – ',
  flash: 'HỎA TỐC – ',
}

/** `Bản tin khẩn số 03`. A number of null is that of a bulletin that was not sent: it is left out. */
export function bulletinName(urgency: Urgency, number: number | null): Text {
  const written = number === null ? null : String(number).padStart(2, '0')
  const { vi, en } = urgencyNames[urgency]
  const kind =
    urgency === 'normal'
      ? { vi: 'Bản tin', en: 'Bulletin' }
      : { vi: `Bản tin ${vi.toLowerCase()}`, en: `${en} bulletin` }
  return written === null ? kind : { vi: `${kind.vi} số ${written}`, en: `${kind.en} ${written}` }
}

/** The subject under which a bulletin is sent; messages are Vietnamese. */
export const bulletinSubject = (urgency: Urgency, number: number, title: string): string =>
  `${stamps[urgency]}${bulletinName('normal', number).vi}: ${title}`
