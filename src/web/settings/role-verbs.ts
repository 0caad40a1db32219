import type { PermissionList } from '../../core/api/places.ts'
import { type PlatformPermission, platformPermissions } from '../../core/permission.ts'
import { usePermissions } from '../api/roles.ts'
import { useText } from '../text/use-text.ts'

/** A verb a role may hold, with the words for what it permits. */
export interface Verb {
  readonly id: string
  readonly label: string
}

/** Verbs that are shown together: of one part of the platform, of one module, or of none any more. */
export interface VerbGroup {
  readonly key: string
  readonly title: string
  readonly hint: string | null
  readonly verbs: readonly Verb[]
}

const groups = ['administration', 'areas', 'assets', 'alerts', 'figures', 'general'] as const

/** A verb that is declared without a place here does not compile. */
const groupOf: Record<PlatformPermission, (typeof groups)[number]> = {
  'accounts.read': 'administration',
  'accounts.manage': 'administration',
  'audit.read': 'administration',
  'roles.manage': 'administration',
  'records.manage_fields': 'administration',
  'agencies.read': 'areas',
  'agencies.manage': 'areas',
  'areas.read': 'areas',
  'areas.manage': 'areas',
  'assets.read': 'assets',
  'assets.create': 'assets',
  'assets.edit': 'assets',
  'readings.read': 'assets',
  'readings.keep': 'administration',
  'connectors.read': 'assets',
  'connectors.manage': 'assets',
  'dead_letters.view': 'assets',
  'dead_letters.replay': 'assets',
  'alerts.read': 'alerts',
  'alerts.handle': 'alerts',
  'rules.view': 'alerts',
  'rules.edit': 'administration',
  'incidents.read': 'alerts',
  'incidents.manage': 'alerts',
  'bulletins.write': 'alerts',
  'bulletins.approve': 'alerts',
  'tasks.read': 'alerts',
  'tasks.work': 'alerts',
  'messages.read': 'alerts',
  'channels.manage': 'administration',
  'indicators.read': 'figures',
  'indicators.set_targets': 'figures',
  'reports.read': 'figures',
  'reports.create': 'figures',
  'reports.approve': 'figures',
  'things.read': 'general',
  'things.link': 'general',
  'views.share': 'general',
}

/** Every verb by group, in words, with those that `held` has and nobody declares any more; and the words for one verb. */
export function useVerbs(enabled = true) {
  const { t, local } = useText()
  const { data, error, refetch } = usePermissions(enabled)
  const ofPlatform = groups.map(
    (key): VerbGroup => ({
      key,
      title: t(`role.group.${key}`),
      hint: null,
      verbs: platformPermissions
        .filter((verb) => groupOf[verb] === key)
        .map((verb) => ({ id: verb, label: t(`role.verb.${verb}`) })),
    }),
  )
  const ofModule = ({ id, name, permissions }: PermissionList['modules'][number]): VerbGroup => ({
    key: `module-${id}`,
    title: local(name),
    hint: null,
    verbs: permissions.map((verb) => ({ id: verb.id, label: local(verb.name) })),
  })
  const declared = [...ofPlatform, ...(data?.modules ?? []).map(ofModule)]
  const labels = new Map(declared.flatMap(({ verbs }) => verbs.map(({ id, label }) => [id, label])))
  const groupsWith = (held: readonly string[]): VerbGroup[] => {
    const rest = held.filter((verb) => !labels.has(verb)).map((verb) => ({ id: verb, label: verb }))
    if (rest.length === 0) return declared
    const [title, hint] = [t('role.group.undeclared'), t('role.undeclaredHint')]
    return [...declared, { key: 'undeclared', title, hint, verbs: rest }]
  }
  /** With the group before it where it is a module's: modules name theirs alike. */
  const wordsOf = (verb: string): string => {
    const module = data?.modules.find(({ permissions }) => permissions.some(({ id }) => id === verb))
    const label = labels.get(verb) ?? verb
    return module ? `${local(module.name)}: ${label}` : label
  }
  return { isReady: data !== undefined, error, refetch, groupsWith, wordsOf }
}
