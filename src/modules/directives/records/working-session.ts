import type { RecordType } from '../../../core/record.ts'
import type { Permission } from './permission.ts'

/** A meeting of leaders with agencies, from which conclusions come. */
export const workingSession: RecordType<Permission> = {
  type: 'working_session',
  name: { vi: 'Buổi làm việc', en: 'Working session' },
  plural: { vi: 'Buổi làm việc', en: 'Working sessions' },
  titleField: 'title',
  fields: {
    title: {
      kind: 'text',
      label: { vi: 'Nội dung làm việc', en: 'Subject' },
      maxLength: 300,
      required: true,
      searchable: true,
    },
    held_on: { kind: 'date', label: { vi: 'Ngày làm việc', en: 'Day' }, required: true, listed: true },
    chair: {
      kind: 'text',
      label: { vi: 'Người chủ trì', en: 'Chair' },
      maxLength: 200,
      searchable: true,
      listed: true,
    },
    place: { kind: 'text', label: { vi: 'Địa điểm', en: 'Place' }, maxLength: 200 },
    participants: { kind: 'agencies', label: { vi: 'Cơ quan dự', en: 'Agencies taking part' } },
    minutes: { kind: 'text', label: { vi: 'Ghi chép', en: 'Minutes' }, maxLength: 20_000, multiline: true },
  },
  lifecycle: {
    initial: 'planned',
    states: {
      planned: { name: { vi: 'Dự kiến', en: 'Planned' } },
      held: { name: { vi: 'Đã làm việc', en: 'Held' } },
      cancelled: { name: { vi: 'Đã huỷ', en: 'Cancelled' }, isFinal: true },
    },
    moves: {
      hold: {
        name: { vi: 'Đã làm việc', en: 'Held' },
        from: ['planned'],
        to: 'held',
        permission: 'directives.draft',
        requires: ['chair'],
      },
      cancel: {
        name: { vi: 'Huỷ', en: 'Cancel' },
        from: ['planned'],
        to: 'cancelled',
        permission: 'directives.draft',
        needsComment: true,
      },
    },
  },
  permissions: { read: 'directives.read', create: 'directives.draft', edit: 'directives.draft' },
}
