import type { PlatformPermission } from '../../core/permission.ts'

interface RoleDefault {
  readonly id: string
  readonly nameVi: string
  readonly nameEn: string
  readonly permissions: readonly PlatformPermission[]
}

const reading = [
  'agencies.read',
  'areas.read',
  'assets.read',
  'readings.read',
  'alerts.read',
  'incidents.read',
  'tasks.read',
  'indicators.read',
  'reports.read',
  'things.read',
  'messages.read',
] as const

/** Roles of a new installation; kept as rows, never overwritten by an upgrade. */
export const defaultRoles: readonly RoleDefault[] = [
  {
    id: 'administrator',
    nameVi: 'Quản trị hệ thống',
    nameEn: 'Administrator',
    permissions: [
      'agencies.read',
      'agencies.manage',
      'areas.read',
      'areas.manage',
      'accounts.read',
      'accounts.manage',
      'roles.manage',
      'audit.read',
      'assets.read',
      'assets.create',
      'assets.edit',
      'connectors.read',
      'connectors.manage',
      'dead_letters.view',
      'dead_letters.replay',
      'messages.read',
      'channels.manage',
      'things.read',
      'things.link',
      'records.manage_fields',
      'rules.view',
      'rules.edit',
      'readings.keep',
      'indicators.set_targets',
      'reports.approve',
      'bulletins.approve',
      'views.share',
    ],
  },
  {
    id: 'duty_officer',
    nameVi: 'Cán bộ trực',
    nameEn: 'Duty officer',
    permissions: [
      ...reading,
      'assets.create',
      'assets.edit',
      'things.link',
      'alerts.handle',
      'rules.view',
      'incidents.manage',
      'bulletins.write',
      'tasks.work',
      'reports.create',
      'connectors.read',
      'dead_letters.view',
      'views.share',
    ],
  },
  {
    id: 'handler',
    nameVi: 'Cán bộ xử lý',
    nameEn: 'Handler',
    permissions: [...reading, 'tasks.work'],
  },
  {
    id: 'leader',
    nameVi: 'Lãnh đạo',
    nameEn: 'Leader',
    permissions: [
      ...reading,
      'rules.view',
      'audit.read',
      'indicators.set_targets',
      'reports.approve',
      'bulletins.approve',
      'views.share',
    ],
  },
]
