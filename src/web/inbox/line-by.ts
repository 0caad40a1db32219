import type { AlertLine } from '../../core/api/alerts.ts'

const texts = { above: 'line.byAbove', cause: 'line.byCause', area: 'line.byArea' } as const

/** The key of the words that say what the other alerts of a line are to the one that is shown. */
export const lineBy = (by: AlertLine['by']) => texts[by ?? 'area']
