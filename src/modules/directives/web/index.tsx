import { lazy } from 'react'
import { defineModuleWeb } from '../../../web/kit/module-web.tsx'

export default defineModuleWeb({
  id: 'directives',
  pages: [
    {
      path: 'tien-do',
      title: { vi: 'Tiến độ thực hiện ý kiến chỉ đạo', en: 'Progress of directives' },
      summary: { vi: 'theo cơ quan chủ trì, quá hạn nhiều nhất trước', en: 'by lead, the most overdue first' },
      permission: 'directives.read',
      component: lazy(() => import('./progress-page.tsx').then((m) => ({ default: m.ProgressPage }))),
    },
  ],
})
