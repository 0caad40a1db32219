import { defineModule } from '../../core/module.ts'
import { directive } from './records/directive.ts'
import { extension } from './records/extension.ts'
import { notice } from './records/notice.ts'
import { workingSession } from './records/working-session.ts'

/** From what was said in a working session to what was done about it: session, conclusion notice, directives, extensions. */
export default defineModule({
  id: 'directives',
  name: { vi: 'Ý kiến chỉ đạo, kết luận', en: 'Directives and conclusions' },
  permissions: [
    { key: 'directives.read', name: { vi: 'Xem ý kiến chỉ đạo', en: 'See directives' } },
    { key: 'directives.draft', name: { vi: 'Soạn thảo, sửa', en: 'Draft and edit' } },
    { key: 'directives.issue', name: { vi: 'Ban hành, huỷ', en: 'Issue and cancel' } },
    { key: 'directives.work', name: { vi: 'Thực hiện, báo cáo kết quả', en: 'Carry out and report' } },
    { key: 'directives.approve', name: { vi: 'Duyệt kết quả, duyệt gia hạn', en: 'Approve results and extensions' } },
  ],
  records: [workingSession, notice, directive, extension],
  roles: {
    duty_officer: ['directives.read', 'directives.draft', 'directives.issue', 'directives.work', 'directives.approve'],
    handler: ['directives.read', 'directives.work'],
    leader: ['directives.read', 'directives.approve'],
  },
})
