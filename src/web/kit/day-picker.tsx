import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/vi'
import { DatePicker } from '@mantine/dates'
import { useEffect, useRef } from 'react'
import { localDateOf } from '../../core/local-time.ts'
import { useText } from '../text/use-text.ts'
import { serverNow } from './server-clock.ts'

/** A calendar to choose a day from, weeks from Monday; begins at the chosen day, else at today of Asia/Ho_Chi_Minh. */
export function DayPicker(props: { day: string | null; onDay: (day: string) => void }) {
  const { t, language } = useText()
  const today = localDateOf(new Date(serverNow()))
  const box = useRef<HTMLDivElement>(null)
  // It is fetched when it is opened: the focus was given away before there was a day to give it to.
  useEffect(() => box.current?.querySelector<HTMLElement>('[data-first]')?.focus(), [])
  return (
    <DatePicker
      ref={box}
      className="day-picker"
      locale={language}
      firstDayOfWeek={1}
      monthLabelFormat={language === 'vi' ? '[Tháng] M/YYYY' : 'MMMM YYYY'}
      highlightToday
      value={props.day}
      defaultDate={props.day ?? today}
      getDayProps={(day) => (day === (props.day ?? today) ? { 'data-first': true } : {})}
      ariaLabels={{
        previousMonth: t('register.calendar.before'),
        nextMonth: t('register.calendar.next'),
      }}
      onChange={(day) => day !== null && props.onDay(day)}
    />
  )
}
