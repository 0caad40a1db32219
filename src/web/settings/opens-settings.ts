/** Each permission opens a part of the settings. Those in `settings-parts.ts`, which comes with the parts and not with the first page. */
export const opensSettings = [
  'accounts.read',
  'agencies.read',
  'areas.read',
  'records.manage_fields',
  'rules.view',
  'alerts.read',
  'readings.keep',
  'channels.manage',
  'accounts.manage',
  'audit.read',
] as const
