import { partsOf } from '../kit/format.ts'

/** Evening and night by the clock of Viet Nam, when a bright wall blinds the room. */
export function isNight(nowMs: number): boolean {
  const hour = Number(partsOf(nowMs).hour)
  return hour < 6 || hour >= 18
}

const stepMs = 10 * 60_000
const corners = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
] as const

/** By how many pixels the frame stands aside, so that no edge burns in: one step each ten minutes. */
export function shiftAt(nowMs: number): readonly [number, number] {
  return corners[Math.floor(nowMs / stepMs) % corners.length] ?? [0, 0]
}

/** Root size of the text: 38 px on 3840 by 2160, in proportion elsewhere, whichever side is the tighter one. */
export function rootPx(width: number, height: number): number {
  return Math.max(12, Math.min(width / 101, height / 56.8))
}
