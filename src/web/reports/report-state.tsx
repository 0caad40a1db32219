import type { Report } from '../../core/api/reports.ts'
import { Icon, type IconName } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

const icons: Record<Report['state'], IconName> = {
  draft: 'note',
  sent: 'clock',
  returned: 'replay',
  approved: 'check',
  replaced: 'minus',
}

/** How a report stands, by shape and word, with its version: «Đã duyệt, bản 4». */
export function ReportStateChip({ report }: { report: Pick<Report, 'state' | 'version'> }) {
  const { t } = useText()
  return (
    <span className={`chip chip-${report.state}`}>
      <Icon name={icons[report.state]} size={14} />
      {t('report.stateVersion', { state: t(`report.state.${report.state}`), n: report.version })}
    </span>
  )
}
