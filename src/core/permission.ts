/**
 * What a person may be allowed to do: `<noun>.<verb>`. A route declares the one it requires; a role is a set of them.
 * Which rows a permitted person then sees is decided by the wall in the database, not here.
 */
export const platformPermissions = [
  'accounts.read',
  'accounts.manage',
  'audit.read',
  'roles.manage',
  'agencies.read',
  'agencies.manage',
  'areas.read',
  'areas.manage',
  'assets.read',
  'assets.create',
  'assets.edit',
  'connectors.read',
  'connectors.manage',
  'messages.read',
  'channels.manage',
  'readings.read',
  'readings.keep',
  'dead_letters.view',
  'dead_letters.replay',
  'alerts.read',
  'alerts.handle',
  'rules.view',
  'rules.edit',
  'incidents.read',
  'incidents.manage',
  'bulletins.write',
  'bulletins.approve',
  'tasks.read',
  'tasks.work',
  'indicators.read',
  'indicators.set_targets',
  'reports.read',
  'reports.create',
  'reports.approve',
  'things.read',
  'things.link',
  'records.manage_fields',
  'views.share',
] as const

export type PlatformPermission = (typeof platformPermissions)[number]

/** Whether it is a verb of the platform and not of a module. */
export const isPlatformPermission = (id: string): id is PlatformPermission =>
  (platformPermissions as readonly string[]).includes(id)
