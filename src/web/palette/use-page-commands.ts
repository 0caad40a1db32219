import { useNavigate } from '@tanstack/react-router'
import { useRegisters } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import type { Command } from '../kit/commands.ts'
import { modulesWeb } from '../modules/list-modules.ts'
import { settingsParts } from '../settings/settings-parts.ts'
import { useText } from '../text/use-text.ts'

/** Parts of the settings and of the connections: their address, their words, and what one must be allowed. */
const parts = [...settingsParts, ['/ket-noi/bi-tu-choi', 'letter.title', 'dead_letters.view']] as const

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
