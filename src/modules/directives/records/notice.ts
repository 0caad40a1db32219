import type { RecordType } from '../../../core/record.ts'
import type { Permission } from './permission.ts'

/** What a working session concluded, as it was sent out. One notice leads to many directives. */
export const notice: RecordType<Permission> = {
  type: 'notice',
  name: { vi: 'Thông báo kết luận', en: 'Conclusion notice' },
  plural: { vi: 'Thông báo kết luận', en: 'Conclusion notices' },
  titleField: 'title',
  fields: {
    title: {
      kind: 'text',
      label: { vi: 'Trích yếu', en: 'Subject' },
      maxLength: 500,
      required: true,
      searchable: true,
    },
    session: { kind: 'record', of: 'working_session', label: { vi: 'Buổi làm việc', en: 'Working session' } },
    document_number: {
      kind: 'text',
      group: { vi: 'Văn bản', en: 'The document' },
      label: { vi: 'Số ký hiệu văn bản', en: 'Document number' },
      hint: { vi: 'Như trên văn bản, ví dụ 512/TB-UBND', en: 'As on the document, e.g. 512/TB-UBND' },
      maxLength: 60,
      searchable: true,
      listed: true,
    },
    signed_on: { kind: 'date', label: { vi: 'Ngày ký', en: 'Signed on' }, listed: true },
    signer: { kind: 'text', label: { vi: 'Người ký', en: 'Signed by' }, maxLength: 200 },
    content: { kind: 'text', label: { vi: 'Nội dung', en: 'Content' }, maxLength: 40_000, multiline: true },
  },
  numberPattern: 'TB-{agency}-{yyyy}-{####}',
  lifecycle: {
    initial: 'draft',
    states: {
      draft: { name: { vi: 'Dự thảo', en: 'Draft' } },
      issued: { name: { vi: 'Đã ban hành', en: 'Issued' }, editable: [] },
      withdrawn: { name: { vi: 'Đã thu hồi', en: 'Withdrawn' }, isFinal: true },
    },
    moves: {
      issue: {
        name: { vi: 'Ban hành', en: 'Issue' },
        from: ['draft'],
        to: 'issued',
        permission: 'directives.issue',
        requires: ['document_number', 'signed_on'],
        needsEvidence: true,
        issuesNumber: true,
      },
      withdraw: {
        name: { vi: 'Thu hồi', en: 'Withdraw' },
        from: ['draft', 'issued'],
        to: 'withdrawn',
        permission: 'directives.issue',
        needsComment: true,
      },
    },
  },
  permissions: { read: 'directives.read', create: 'directives.draft', edit: 'directives.draft' },
}
