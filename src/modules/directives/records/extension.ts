import type { RecordType } from '../../../core/record.ts'
import type { Permission } from './permission.ts'

/** The lead's request for more time: asked before the directive is due, decided by the agency that gave the directive. */
export const extension: RecordType<Permission> = {
  type: 'extension',
  name: { vi: 'Đề nghị gia hạn', en: 'Extension request' },
  plural: { vi: 'Đề nghị gia hạn', en: 'Extension requests' },
  titleField: 'reason',
  fields: {
    reason: { kind: 'text', label: { vi: 'Lý do', en: 'Reason' }, maxLength: 2_000, required: true, multiline: true },
    directive: {
      kind: 'record',
      of: 'directive',
      label: { vi: 'Ý kiến chỉ đạo', en: 'Directive' },
      required: true,
      listed: true,
    },
    new_due_on: { kind: 'date', label: { vi: 'Hạn đề nghị', en: 'Asked until' }, required: true, listed: true },
    approver: { kind: 'agency', label: { vi: 'Cơ quan duyệt', en: 'Approver' }, required: true, listed: true },
  },
  sharedWith: ['approver'],
  lifecycle: {
    initial: 'draft',
    states: {
      draft: { name: { vi: 'Dự thảo', en: 'Draft' } },
      asked: { name: { vi: 'Chờ duyệt', en: 'Asked' }, editable: [] },
      approved: { name: { vi: 'Đã duyệt', en: 'Approved' }, isFinal: true },
      refused: { name: { vi: 'Không duyệt', en: 'Refused' }, isFinal: true },
      withdrawn: { name: { vi: 'Đã rút', en: 'Withdrawn' }, isFinal: true },
    },
    moves: {
      ask: {
        name: { vi: 'Gửi đề nghị', en: 'Ask' },
        from: ['draft'],
        to: 'asked',
        permission: 'directives.work',
        requires: ['directive', 'new_due_on', 'approver'],
        notAfter: { through: 'directive', field: 'due_on' },
      },
      approve: {
        name: { vi: 'Duyệt gia hạn', en: 'Approve' },
        from: ['asked'],
        to: 'approved',
        permission: 'directives.approve',
        by: 'approver',
        writes: { through: 'directive', field: 'due_on', from: 'new_due_on' },
      },
      refuse: {
        name: { vi: 'Không duyệt', en: 'Refuse' },
        from: ['asked'],
        to: 'refused',
        permission: 'directives.approve',
        by: 'approver',
        needsComment: true,
      },
      withdraw: {
        name: { vi: 'Rút đề nghị', en: 'Withdraw' },
        from: ['draft', 'asked'],
        to: 'withdrawn',
        permission: 'directives.work',
      },
    },
  },
  deadlines: [
    {
      key: 'decision',
      name: { vi: 'Duyệt gia hạn', en: 'Decision' },
      from: 'asked',
      to: ['approved', 'refused', 'withdrawn'],
      length: { amount: 2, unit: 'working_day' },
      warnWorkingHours: 4,
      source: { text: 'Quy chế làm việc của UBND tỉnh; mỗi tỉnh tự quy định', confirmed: false },
    },
  ],
  permissions: { read: 'directives.read', create: 'directives.work', edit: 'directives.work' },
}
