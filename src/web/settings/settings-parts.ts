import type { PlatformPermission } from '../../core/permission.ts'

/** The parts of the settings by what they are about: the address of each, the key of its words, and what one must be allowed. */
export const settingsGroups = [
  {
    key: 'people',
    parts: [
      ['/cai-dat', 'settings.accounts', 'accounts.read'],
      ['/cai-dat/vai-tro', 'role.title', 'accounts.read'],
      ['/cai-dat/don-vi', 'agencies.title', 'agencies.read'],
    ],
  },
  {
    key: 'places',
    parts: [
      ['/cai-dat/dia-gioi', 'areas.title', 'areas.read'],
      ['/cai-dat/ban-do', 'ownMap.title', 'areas.read'],
    ],
  },
  {
    key: 'work',
    parts: [
      ['/cai-dat/truong', 'extraField.title', 'records.manage_fields'],
      ['/cai-dat/so-lieu', 'figureKind.title', 'records.manage_fields'],
      ['/cai-dat/ly-do-tre', 'late.settings.title', 'records.manage_fields'],
      ['/cai-dat/quy-tac', 'rule.title', 'rules.view'],
      ['/cai-dat/tai-canh-bao', 'load.title', 'rules.view'],
      ['/cai-dat/bao-tri', 'maintenance.title', 'alerts.read'],
    ],
  },
  {
    key: 'flow',
    parts: [
      ['/cai-dat/so-do', 'keeping.title', 'readings.keep'],
      ['/cai-dat/kenh', 'channel.title', 'channels.manage'],
      ['/cai-dat/ban-tin', 'bulletin.setting.title', 'channels.manage'],
    ],
  },
  {
    key: 'centre',
    parts: [
      ['/cai-dat/man-hinh', 'screen.title', 'accounts.manage'],
      ['/cai-dat/nhat-ky', 'audit.title', 'audit.read'],
    ],
  },
] as const satisfies readonly {
  readonly key: string
  readonly parts: readonly (readonly [address: string, words: string, verb: PlatformPermission])[]
}[]

type Part = (typeof settingsGroups)[number]['parts'][number]

/** The same without their groups. */
export const settingsParts: readonly Part[] = settingsGroups.flatMap<Part>(({ parts }) => [...parts])
