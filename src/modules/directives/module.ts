import { defineModule } from '../../core/module.ts'
import { progressRoutes } from './progress.ts'
import { directive } from './records/directive.ts'
import { extension } from './records/extension.ts'
import { notice } from './records/notice.ts'
import { workingSession } from './records/working-session.ts'
import { tellingReactions } from './tell-agencies.ts'

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
  indicators: [
    {
      key: 'directives_completed_in_time',
      name: { vi: 'Ý kiến chỉ đạo hoàn thành đúng hạn', en: 'Directives completed in time' },
      formula: {
        vi: 'Số ý kiến chỉ đạo hoàn thành trong hạn, chia cho số đã hoàn thành hoặc đã đến hạn, theo cơ quan chủ trì. Việc còn trong hạn và việc đã huỷ không tính.',
        en: 'Directives completed by their due day, out of those completed or past it, by lead. Those still within it and those cancelled are not counted.',
      },
      words: { noun: 'ý kiến chỉ đạo', done: 'hoàn thành', dismissed: 'đã huỷ' },
      record: 'directive',
      deadline: 'completion',
      agencyField: 'lead',
      dismissedIn: ['cancelled'],
    },
  ],
  routes: progressRoutes,
  reactions: tellingReactions,
  roles: {
    duty_officer: ['directives.read', 'directives.draft', 'directives.issue', 'directives.work', 'directives.approve'],
    handler: ['directives.read', 'directives.work'],
    leader: ['directives.read', 'directives.approve'],
  },
})
