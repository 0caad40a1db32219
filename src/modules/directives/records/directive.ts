import type { RecordType } from '../../../core/record.ts'
import type { Permission } from './permission.ts'

const source = { text: 'Quy chế làm việc của UBND tỉnh; mỗi tỉnh tự quy định', confirmed: false }

/**
 * What one agency was told to do. The agency that gave it owns it; lead and co-units see it from when it is issued. Done in time or
 * late is not a state of its own: its clock says so, and the two can never contradict each other.
 */
export const directive: RecordType<Permission> = {
  type: 'directive',
  name: { vi: 'Ý kiến chỉ đạo', en: 'Directive' },
  plural: { vi: 'Ý kiến chỉ đạo', en: 'Directives' },
  titleField: 'title',
  fields: {
    title: {
      kind: 'text',
      label: { vi: 'Nhiệm vụ', en: 'What to do' },
      maxLength: 500,
      required: true,
      searchable: true,
    },
    content: {
      kind: 'text',
      label: { vi: 'Nội dung chỉ đạo', en: 'As directed' },
      maxLength: 10_000,
      multiline: true,
      searchable: true,
    },
    notice: { kind: 'record', of: 'notice', label: { vi: 'Thông báo kết luận', en: 'Conclusion notice' } },
    lead: {
      kind: 'agency',
      label: { vi: 'Cơ quan chủ trì', en: 'Lead' },
      group: { vi: 'Ai làm, làm ra gì, khi nào', en: 'Who, what and when' },
      listed: true,
    },
    co_agencies: { kind: 'agencies', label: { vi: 'Cơ quan phối hợp', en: 'Co-units' } },
    product: {
      kind: 'text',
      label: { vi: 'Sản phẩm', en: 'Product' },
      hint: { vi: 'Ví dụ: Quy chế, báo cáo, tờ trình', en: 'E.g. regulation, report, submission' },
      maxLength: 500,
      searchable: true,
      listed: true,
    },
    due_on: { kind: 'date', label: { vi: 'Hạn hoàn thành', en: 'Due' }, listed: true },
    result: {
      kind: 'text',
      label: { vi: 'Kết quả', en: 'Result' },
      group: { vi: 'Kết quả thực hiện', en: 'What was done' },
      maxLength: 10_000,
      multiline: true,
    },
  },
  sharedWith: ['lead', 'co_agencies'],
  numberPattern: 'CD-{agency}-{yyyy}-{####}',
  lifecycle: {
    initial: 'draft',
    states: {
      draft: { name: { vi: 'Dự thảo', en: 'Draft' } },
      assigned: { name: { vi: 'Mới giao', en: 'Assigned' }, editable: [] },
      accepted: { name: { vi: 'Đã tiếp nhận', en: 'Accepted' }, editable: [] },
      in_progress: { name: { vi: 'Đang thực hiện', en: 'In progress' }, editable: [] },
      submitted: { name: { vi: 'Chờ duyệt', en: 'Awaiting approval' }, editable: [] },
      returned: { name: { vi: 'Trả lại', en: 'Returned' }, editable: [] },
      completed: { name: { vi: 'Hoàn thành', en: 'Completed' }, isFinal: true },
      cancelled: { name: { vi: 'Huỷ', en: 'Cancelled' }, isFinal: true },
    },
    moves: {
      issue: {
        name: { vi: 'Giao nhiệm vụ', en: 'Issue' },
        from: ['draft'],
        to: 'assigned',
        permission: 'directives.issue',
        requires: ['lead'],
        issuesNumber: true,
      },
      accept: {
        name: { vi: 'Tiếp nhận', en: 'Accept' },
        from: ['assigned'],
        to: 'accepted',
        permission: 'directives.work',
        by: 'lead',
      },
      start: {
        name: { vi: 'Bắt đầu thực hiện', en: 'Start' },
        from: ['accepted', 'returned'],
        to: 'in_progress',
        permission: 'directives.work',
        by: 'lead',
      },
      submit: {
        name: { vi: 'Trình duyệt kết quả', en: 'Submit the result' },
        from: ['accepted', 'in_progress', 'returned'],
        to: 'submitted',
        permission: 'directives.work',
        by: 'lead',
        requires: ['result'],
        needsEvidence: true,
      },
      approve: {
        name: { vi: 'Duyệt hoàn thành', en: 'Approve' },
        from: ['submitted'],
        to: 'completed',
        permission: 'directives.approve',
        needsEvidence: true,
      },
      send_back: {
        name: { vi: 'Trả lại', en: 'Send back' },
        from: ['submitted'],
        to: 'returned',
        permission: 'directives.approve',
        needsComment: true,
      },
      cancel: {
        name: { vi: 'Huỷ', en: 'Cancel' },
        from: ['draft', 'assigned', 'accepted', 'in_progress', 'submitted', 'returned'],
        to: 'cancelled',
        permission: 'directives.issue',
        needsComment: true,
      },
    },
  },
  deadlines: [
    {
      key: 'acceptance',
      name: { vi: 'Tiếp nhận', en: 'Acceptance' },
      from: 'assigned',
      to: ['accepted', 'cancelled'],
      length: { amount: 2, unit: 'working_day' },
      warnWorkingHours: 4,
      source,
    },
    {
      key: 'completion',
      name: { vi: 'Hoàn thành', en: 'Completion' },
      from: 'assigned',
      to: ['completed', 'cancelled'],
      length: { amount: 15, unit: 'working_day' },
      byField: 'due_on',
      warnWorkingHours: 24,
      source,
    },
  ],
  permissions: {
    read: 'directives.read',
    create: 'directives.draft',
    edit: 'directives.draft',
    attach: 'directives.work',
  },
}
