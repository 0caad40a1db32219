import { useNavigate } from '@tanstack/react-router'
import type { Language } from '../../core/text.ts'
import { useSession } from '../api/session.ts'
import { startShift, useShift } from '../inbox/shift.ts'
import { type Command, useCommands } from '../kit/commands.ts'
import { chooseTheme, useTheme } from '../kit/theme.ts'
import { useText } from '../text/use-text.ts'
import { openPalette } from './palette-place.ts'
import { changeLanguage } from './switches.tsx'

/** What can be done on every page: to go elsewhere, to find, to begin the shift, and how the page looks. */
export function useShellCommands(): void {
  const { t, language } = useText()
  const { can } = useSession()
  const navigate = useNavigate()
  const theme = useTheme()
  const { sounding } = useShift()
  const other: Language = language === 'vi' ? 'en' : 'vi'
  const go = (keys: string, id: string, text: string, icon: Command['icon'], run: () => unknown): Command => ({
    ...(keys === '' ? {} : { keys }),
    ...(icon ? { icon } : {}),
    id: `go.${id}`,
    group: 'go',
    text,
    run: () => void run(),
  })
  useCommands([
    { id: 'find', group: 'always', text: t('palette.find'), keys: 'Ctrl K', keysOnly: true },
    { id: 'keys', group: 'always', text: t('palette.keys'), keys: '?', icon: 'note', run: () => openPalette('keys') },
    { id: 'act', group: 'always', text: t('palette.act'), keys: '>', keysOnly: true, run: () => openPalette('act') },
    { id: 'send', group: 'always', text: t('palette.sends'), keys: 'Ctrl Enter', keysOnly: true },
    { id: 'close', group: 'always', text: t('palette.closes'), keys: 'Esc', keysOnly: true },
    go('g t', 'situation', t('nav.situation'), 'map', () => navigate({ to: '/' })),
    go('g s', 'incidents', t('nav.incidents'), 'flag', () => navigate({ to: '/su-co' })),
    go('g v', 'tasks', t('nav.tasks'), 'tasks', () => navigate({ to: '/viec' })),
    go('g x', 'registers', t('nav.registers'), 'note', () => navigate({ to: '/so' })),
    go('g d', 'assets', t('nav.assets'), 'device', () => navigate({ to: '/thiet-bi' })),
    go('g c', 'indicators', t('nav.indicators'), 'chart', () => navigate({ to: '/chi-so' })),
    go('g b', 'reports', t('nav.reports'), 'doc', () => navigate({ to: '/bao-cao' })),
    ...(can('alerts.read')
      ? [go('g h', 'history', t('narrow.allHistory'), 'replay', () => navigate({ to: '/canh-bao' }))]
      : []),
    ...(can('messages.read')
      ? [go('g n', 'messages', t('nav.messages'), 'bell', () => navigate({ to: '/tin-nhan' }))]
      : []),
    ...(can('connectors.read')
      ? [go('g k', 'connections', t('nav.connections'), 'link', () => navigate({ to: '/ket-noi' }))]
      : []),
    go('', 'settings', t('nav.settings'), 'gear', () =>
      navigate({ to: can('accounts.read') ? '/cai-dat' : '/cai-dat/muc' }),
    ),
    ...(sounding === 'off' && can('alerts.handle')
      ? [{ id: 'shift', group: 'always', text: t('shift.start'), icon: 'bell', run: startShift } as const]
      : []),
    {
      id: 'theme',
      group: 'always',
      icon: theme === 'dark' ? 'sun' : 'moon',
      text: theme === 'dark' ? t('bar.toLight') : t('bar.toDark'),
      also: t('palette.themeWords'),
      run: () => chooseTheme(theme === 'dark' ? 'light' : 'dark'),
    },
    {
      id: 'language',
      group: 'always',
      icon: 'note',
      text: t('bar.language'),
      also: t('palette.languageWords'),
      run: () => void changeLanguage(other),
    },
    {
      id: 'password',
      group: 'always',
      icon: 'lock',
      text: t('bar.changePassword'),
      run: () => void navigate({ to: '/doi-mat-khau' }),
    },
  ])
}
