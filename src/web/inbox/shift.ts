import { useSyncExternalStore } from 'react'
import { type AlarmLevel, alarmLevels } from './alarm.ts'

const place = 'nhip-shift'
const lockName = 'nhip-alarm'

/** How this browser is to be alarmed, and whether this tab does it. */
export interface Shift {
  readonly level: AlarmLevel
  readonly repeat: boolean
  readonly mutedUntilMs: number
  /** `off`: nobody started a shift in this tab; `here`: it sounds; `elsewhere`: another tab of this browser does. */
  readonly sounding: 'off' | 'here' | 'elsewhere'
}

function remembered(): Pick<Shift, 'level' | 'repeat'> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '{}')
    if (typeof kept !== 'object' || kept === null) return { level: 'crit', repeat: true }
    const level = 'level' in kept ? alarmLevels.find((each) => each === kept.level) : undefined
    return { level: level ?? 'crit', repeat: !('repeat' in kept) || kept.repeat !== false }
  } catch {
    // Nothing is kept where the browser keeps nothing, or keeps what another version wrote.
    return { level: 'crit', repeat: true }
  }
}

let shift: Shift = { ...remembered(), mutedUntilMs: 0, sounding: 'off' }
let audio: AudioContext | undefined
const listeners = new Set<() => void>()

/** Changes how this browser is alarmed; level and repetition are kept for the next time. */
export function setShift(change: Partial<Shift>): void {
  shift = { ...shift, ...change }
  try {
    localStorage.setItem(place, JSON.stringify({ level: shift.level, repeat: shift.repeat }))
  } catch {
    // A browser that keeps nothing asks again next time.
  }
  for (const listener of listeners) listener()
}

export const currentShift = (): Shift => shift

export function useShift(): Shift {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => shift,
  )
}

/** Holds the lock of the one tab that sounds; when another tab takes it, waits for it to come back. */
async function holdSound(steal: boolean): Promise<void> {
  const locks: LockManager | undefined = navigator.locks
  if (!locks) return setShift({ sounding: 'here' })
  await locks
    .request(lockName, { steal }, () => {
      setShift({ sounding: 'here' })
      return new Promise<never>(() => {})
    })
    // Another tab started its shift.
    .catch(() => undefined)
  setShift({ sounding: 'elsewhere' })
  void holdSound(false)
}

/** Begins a shift, from a click: only then do browsers let a page sound and ask for notices. */
export function startShift(): void {
  audio ??= new AudioContext()
  void audio.resume()
  if ('Notification' in window && Notification.permission === 'default') void Notification.requestPermission()
  if (shift.level === 'off') setShift({ level: 'crit' })
  if (shift.sounding === 'off') void holdSound(true)
  else setShift({ sounding: shift.sounding })
  playAlarm('soft')
}

/** Two tones, the second higher; made, not loaded, so that it sounds without the line. */
export function playAlarm(how: 'soft' | 'loud'): void {
  if (!audio) return
  const volume = how === 'loud' ? 0.5 : 0.2
  for (const [index, frequency] of [660, 880].entries()) {
    const from = audio.currentTime + index * 0.22
    const tone = audio.createOscillator()
    const gain = audio.createGain()
    tone.frequency.value = frequency
    gain.gain.setValueAtTime(0.0001, from)
    gain.gain.exponentialRampToValueAtTime(volume, from + 0.02)
    gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.2)
    tone.connect(gain).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.21)
  }
}
