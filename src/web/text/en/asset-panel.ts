import type { assetPanel as texts } from '../vi/asset-panel.ts'

export const assetPanel: typeof texts = {
  assetPanel: {
    window: 'Maintenance',
    noAlert: 'Incidents are opened from alerts; this device has no open alert.',
    hour: '1 hour',
    day: '24 hours',
    week: '7 days',
    month: '30 days',
    year: '1 year',
    tip: '{{value}} · {{time}}',
    tipBucket: 'mean {{value}} ({{low}} – {{high}}) · {{time}}',
    dashed: 'Dashed: simulated, not measured.',
    owner: 'Values of {{agency}}',
  },
}
