import type { maintenance as texts } from '../vi/maintenance.ts'
import type { WithOne } from '../with-one.ts'

/** Maintenance windows: a page of the settings, and a dialog of a device. */
export const maintenance: WithOne<typeof texts> = {
  maintenance: {
    title: 'Maintenance',
    hint: 'Alerts that fire in a window are kept under “Maintenance”, out of the inbox and silent. What still fires at its end appears as new.',
    add: 'Add a window',
    empty: 'No maintenance window yet',
    emptyHint:
      'Plan one before devices are switched off for repair, so that the inbox does not fill with what is known.',
    all: 'Past ones too',
    cannot: 'This account may only look.',
    agency: 'Agency',
    agencyHint: 'With the agencies under it that this account may see.',
    agencyMissing: 'Choose an agency',
    assets: 'Only these devices (codes, separated by commas)',
    area: 'Only the commune',
    type: 'Only the device type',
    every: 'all',
    nothing: 'Nothing found',
    fromDay: 'From day',
    fromTime: 'From time (Viet Nam)',
    untilDay: 'Until day',
    untilTime: 'Until time (Viet Nam)',
    timeBad: 'Write day and time, such as 08:30; the end after the beginning',
    reason: 'Reason',
    reasonMissing: 'Write the reason',
    submit: 'Plan the window',
    cancel: 'Cancel window',
    cancelThis: 'Cancel window: {{reason}}',
    cancelled: 'Cancelled. What still fires enters the inbox in a moment.',
    made: 'Window planned',
    col: {
      reason: 'Reason',
      covers: 'Covers',
      from: 'From',
      until: 'Until',
      state: 'State',
      by: 'Made by',
      muted: 'Muted now',
    },
    state: { coming: 'Coming', now: 'Now', over: 'Over', cancelled: 'Cancelled' },
    assetCount_one: '{{n}} device',
    assetCount: '{{n}} devices',
  },
}
