import type { past as texts } from '../vi/past.ts'

/** The strip of the last day, and looking back to a moment of it. */
export const past: typeof texts = {
  past: {
    strip: 'Time strip',
    slider: 'Look back to a moment',
    hint: 'Drag to look back. Keys: ← → 5 minutes (with Shift: 1 minute), Page Up, Page Down 1 hour, Home to the beginning, End or Esc to the present.',
    live: 'Live',
    cut: 'Connection lost',
    looking: 'Looking back at {{time}}',
    ago: '{{duration}} ago',
    notNow: 'Not now: to see only, nothing can be done here.',
    waiting: 'Right now {{n}} alerts are not taken.',
    back: 'To the present',
    backKey: 'To the present (Esc)',
    spanDay: 'last 24 hours',
    spanMinutes: 'last {{n}} minutes',
    spanHint: 'Since {{from}}. Bars: new alerts by severity; line: alerts open; hatched: no data arrived.',
    openNow: '{{n}} open',
    inbox: 'Alerts at that time',
    readOnly: 'View only',
    none: 'No alert was open at that time',
    noneHint: 'See the time strip: where it is hatched no data arrived.',
    aside: '{{n}} more lines were shelved or in maintenance then.',
    before: 'This is before the centre kept the past; choose a later time.',
  },
}
