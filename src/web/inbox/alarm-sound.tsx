import { useEffect, useRef } from 'react'
import { useLines } from '../api/alert-lines.ts'
import { useText } from '../text/use-text.ts'
import { heardNothing, stepAlarm } from './alarm.ts'
import { currentShift, playAlarm, useShift } from './shift.ts'

const lookMs = 1_000

/** Sounds for new alerts, on every page, in the one tab that a shift was started in last. Shows nothing. */
export function AlarmSound() {
  return useShift().sounding === 'here' ? <Sounding /> : null
}

function Sounding() {
  const { t } = useText()
  const { page } = useLines()
  const heard = useRef(heardNothing)
  const untaken = page?.untaken
  useEffect(() => {
    if (!untaken) return
    const look = () => {
      const step = stepAlarm(heard.current, untaken, currentShift(), Date.now())
      heard.current = step.heard
      if (step.sound === 'none') return
      playAlarm(step.sound)
      const n = untaken.crit.lines + (currentShift().level === 'major' ? untaken.major.lines : 0)
      const mayTell = 'Notification' in window && Notification.permission === 'granted'
      // One notice that is renewed, not one for each alert.
      if (step.isNew && mayTell) new Notification(t('shift.notice', { n }), { tag: 'nhip-alert' })
    }
    look()
    const timer = setInterval(look, lookMs)
    return () => clearInterval(timer)
  }, [untaken, t])
  return null
}
