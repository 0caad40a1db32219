import { useNavigate } from '@tanstack/react-router'
import type { PlatformPermission } from '../../core/permission.ts'
import { useRegisters } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import type { Command } from '../kit/commands.ts'
import { modulesWeb } from '../modules/list-modules.ts'
import { useText } from '../text/use-text.ts'

/** Parts of the settings and of the connections: their address, and what one must be allowed. */
const parts = [
  ['/cai-dat', 'settings.accounts', 'accounts.read'],
  ['/cai-dat/vai-tro', 'role.title', 'accounts.read'],
  ['/cai-dat/don-vi', 'agencies.title', 'agencies.read'],
  ['/cai-dat/dia-gioi', 'areas.title', 'areas.read'],
  ['/cai-dat/ban-do', 'ownMap.title', 'areas.read'],
  ['/cai-dat/truong', 'extraField.title', 'records.manage_fields'],
  ['/cai-dat/so-lieu', 'figureKind.title', 'records.manage_fields'],
  ['/cai-dat/quy-tac', 'rule.title', 'rules.view'],
  ['/cai-dat/bao-tri', 'maintenance.title', 'alerts.read'],
  ['/cai-dat/so-do', 'keeping.title', 'readings.keep'],
  ['/cai-dat/nhat-ky', 'audit.title', 'audit.read'],
  ['/cai-dat/kenh', 'channel.title', 'channels.manage'],
  ['/ket-noi/bi-tu-choi', 'letter.title', 'dead_letters.view'],
] as const satisfies readonly (readonly [string, string, PlatformPermission])[]

/** Every page below those of the menu that one may open: parts of the settings, registers, pages of modules. */
export function usePageCommands(): Command[] {
  const { t, local } = useText()
  const { can, holds } = useSession()
  const { data: registers } = useRegisters()
  const navigate = useNavigate()
  const page = (address: string, text: string, icon: Command['icon'] = 'right'): Command => ({
    id: `page ${address}`,
    group: 'go',
    text,
    icon,
    run: () => void navigate({ href: address }),
  })
  return [
    ...parts
      .filter(([, , verb]) => can(verb))
      .map(([address, name]) =>
        page(address, `${t(address.startsWith('/cai-dat') ? 'nav.settings' : 'nav.connections')}: ${t(name)}`, 'gear'),
      ),
    ...(registers ?? []).map(({ module, type, plural }) =>
      page(`/so/${module.id}/${type}`, t('palette.register', { name: local(plural) }), 'note'),
    ),
    ...modulesWeb.flatMap(({ id, pages }) =>
      pages
        .filter(({ permission }) => holds(permission))
        .map(({ path, title }) => page(`/m/${id}/${path}`, local(title), 'chart')),
    ),
  ]
}
