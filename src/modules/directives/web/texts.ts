import type { Group } from '../progress.ts'

export const groupNames: Readonly<Record<Group, { readonly vi: string; readonly en: string }>> = {
  overdue: { vi: 'Quá hạn', en: 'Overdue' },
  soon: { vi: 'Đến hạn trong 7 ngày', en: 'Due within 7 days' },
  open: { vi: 'Đang thực hiện', en: 'Open' },
  awaiting: { vi: 'Chờ duyệt', en: 'Awaiting approval' },
  inTime: { vi: 'Hoàn thành đúng hạn', en: 'Completed in time' },
  late: { vi: 'Hoàn thành trễ hạn', en: 'Completed late' },
}

export const texts = {
  title: { vi: 'Tiến độ thực hiện ý kiến chỉ đạo', en: 'Progress of directives' },
  module: { vi: 'Ý kiến chỉ đạo, kết luận', en: 'Directives and conclusions' },
  lead: { vi: 'Cơ quan chủ trì', en: 'Lead' },
  all: { vi: 'Tất cả cơ quan chủ trì', en: 'All leads' },
  due: { vi: 'Hạn', en: 'Due' },
  note: {
    vi: 'Hoàn thành: tính từ đầu năm. Ý kiến chưa giao và đã huỷ không tính.',
    en: 'Completed: since the beginning of the year. What is not issued or cancelled is not counted.',
  },
  empty: { vi: 'Chưa có ý kiến chỉ đạo nào đã giao', en: 'No directive has been issued yet' },
  emptyHint: {
    vi: 'Soạn ý kiến chỉ đạo trong sổ, chọn cơ quan chủ trì rồi giao; số liệu hiện ở đây ngay.',
    en: 'Draft a directive in its register, choose the lead and issue it; it appears here at once.',
  },
  none: { vi: 'Không có ý kiến nào', en: 'None' },
} as const
