import type { ClockState } from '../../core/api/records.ts'
import { useText } from '../text/use-text.ts'
import { Icon, type IconName } from './icon.tsx'

const icons: Record<ClockState, IconName> = {
  in_time: 'clock',
  due_soon: 'bell',
  overdue: 'flag',
  done_in_time: 'check',
  done_late: 'check',
  dismissed: 'minus',
}

/** A deadline by shape, colour and word. Only what is due soon or overdue gets a filled chip. */
export function DeadlineChip({ state }: { state: ClockState }) {
  const { t } = useText()
  return (
    <span className={`due due-${state}`}>
      <Icon name={icons[state]} size={14} />
      {t(`deadline.${state}`)}
    </span>
  )
}
