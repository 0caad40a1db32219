import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import { Menu } from '@mantine/core'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'

/** One thing that can be done, as a menu has it; `keys` do it as well. */
export interface Act {
  readonly text: string
  readonly keys?: string
  readonly run: () => void
}

/** The command says its key to those who listen. */
const MenuKey = ({ keys }: { keys: string }) => (
  <span aria-hidden="true">
    <kbd>{keys.toUpperCase()}</kbd>
  </span>
)

/** What is done less often, behind one button. */
export function MoreActs({ acts }: { acts: readonly Act[] }) {
  const { t } = useText()
  return (
    <Menu
      position="top-start"
      width={260}
      transitionProps={{ duration: 0 }}
      classNames={{ dropdown: 'pick-list', item: 'pick-option more-act' }}
      withinPortal={false}
      // What would stand in the menu for it is no item of a menu.
      withInitialFocusPlaceholder={false}
    >
      <Menu.Target>
        <Button>
          {t('alert.more')}
          <Icon name="down" size={14} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map(({ text, keys, run }) => (
          <Menu.Item key={text} onClick={run} rightSection={keys && <MenuKey keys={keys} />}>
            {text}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
