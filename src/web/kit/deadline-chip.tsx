import type { ClockState } from '../../core/api/records.ts'
import { useText } from '../text/use-text.ts'
import { deadlineDays } from './deadline-days.ts'
import { Icon, type IconName } from './icon.tsx'
import { serverNow } from './server-clock.ts'

const icons: Record<ClockState, IconName> = {
  in_time: 'clock',
  due_soon: 'bell',
  overdue: 'flag',
  done_in_time: 'check',
  done_late: 'check',
  dismissed: 'minus',
}

/**
 * A deadline by shape, colour and word. Only what is due soon or overdue gets a filled chip.
 * With `clock` it also says by how many days.
 */
export function DeadlineChip(props: {
  state: ClockState
  clock?: { readonly dueAt: string; readonly stoppedAt: string | null }
}) {
  const { state, clock } = props
  const { t } = useText()
  const days = clock ? deadlineDays({ state, ...clock }, serverNow()) : null
  return (
    <span className={`due due-${state}`}>
      <Icon name={icons[state]} size={14} />
      {t(`deadline.${state}`)}
      {days !== null && ` ${days === 0 ? t('deadline.today') : t('deadline.by', { n: days })}`}
    </span>
  )
}

/** The shape of a deadline alone, for where there is no room for its word: that is heard, not seen. */
export function DeadlineSign({ state }: { state: ClockState }) {
  const { t } = useText()
  return (
    <>
      <Icon name={icons[state]} size={14} />
      <span className="visually-hidden">{t(`deadline.${state}`)}: </span>
    </>
  )
}
