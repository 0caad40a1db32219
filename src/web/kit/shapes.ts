import type { Severity } from '../../core/severity.ts'

export type MarkKind = Severity | 'mute'

/** Outlines of the severity shapes on a 16 by 16 grid: octagon, triangle, diamond, square, circle. */
export const outlines: Record<MarkKind, string> = {
  crit: 'M5.300 1H10.700L15 5.300V10.700L10.700 15H5.300L1 10.700V5.300Z',
  major: 'M8 1.200L15.400 14.400H0.600Z',
  minor: 'M8 0.800L15.200 8L8 15.200L0.800 8Z',
  info: 'M2 2H14V14H2Z',
  mute: 'M8 1.500A6.500 6.500 0 1 0 8 14.500A6.500 6.500 0 1 0 8 1.500Z',
}

/** The sign inside each shape, drawn as a line. */
export const signs: Record<MarkKind, string> = {
  crit: 'M8 4V9M8 11.700V11.800',
  major: 'M8 6V10M8 12.300V12.400',
  minor: 'M8 4.500V8.500M8 11V11.100',
  info: 'M8 7V11.500M8 4.500V4.600',
  mute: 'M4.500 11.500L11.500 4.500',
}
