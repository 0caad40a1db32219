import { useCommands } from '../kit/commands.ts'
import { useText } from '../text/use-text.ts'

/** Gives the focus to the first part of the page that is there. */
function goTo(...selectors: readonly string[]): void {
  const found = selectors.map((each) => document.querySelector<HTMLElement>(each)).find((each) => each !== null)
  found?.focus()
}

/** Keys that move between the parts of the situation page: inbox, map, panel. */
export function useSituationKeys(): void {
  const { t } = useText()
  useCommands([
    {
      id: 'situation.inbox',
      group: 'here',
      icon: 'bell',
      text: t('keys.toInbox'),
      keys: '[',
      run: () => goTo('.inbox [aria-current="true"]', '.inbox .alert-title', '.inbox button'),
    },
    {
      id: 'situation.map',
      group: 'here',
      icon: 'map',
      text: t('keys.toMap'),
      keys: 'm',
      run: () => goTo('.map-frame canvas'),
    },
    {
      id: 'situation.panel',
      group: 'here',
      icon: 'note',
      text: t('keys.toPanel'),
      keys: ']',
      run: () => goTo('.panel-side .panel-title', '.panel-side .scroll'),
    },
  ])
}
