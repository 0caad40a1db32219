import '@mantine/core/styles/Popover.layer.css'
import '@mantine/core/styles/UnstyledButton.layer.css'
import '@mantine/core/styles/Menu.layer.css'
import './saved-views.css'
import { Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Register } from '../../api/records.ts'
import { useSavedViews } from '../../api/saved-views.ts'
import { Button } from '../../kit/button.tsx'
import { useCommands } from '../../kit/commands.ts'
import { Icon } from '../../kit/icon.tsx'
import { useText } from '../../text/use-text.ts'
import { useLook } from './use-look.ts'

const SaveViewDialog = lazy(() => import('./save-view-dialog.tsx').then((m) => ({ default: m.SaveViewDialog })))
const ViewListDialog = lazy(() => import('./view-list-dialog.tsx').then((m) => ({ default: m.ViewListDialog })))

/** Keeps how the register is seen under a name, and goes back to what was kept. */
export function SavedViews({ register }: { register: Register }) {
  const { t } = useText()
  const { data } = useSavedViews(register.key)
  const look = useLook()
  const navigate = useNavigate()
  const [shown, setShown] = useState<'save' | 'list'>()
  const views = data?.items ?? []
  const current = views.find((view) => view.look === look)
  const open = (chosen: string) =>
    void navigate({ href: `/so/${register.module.id}/${register.type}${chosen === '' ? '' : `?${chosen}`}` })
  useCommands([
    { id: 'views.save', group: 'here', text: t('register.views.save'), icon: 'plus', run: () => setShown('save') },
    ...views.map((view) => ({
      id: `views ${view.id}`,
      group: 'here' as const,
      text: t('register.views.go', { name: view.name }),
      icon: 'right' as const,
      run: () => open(view.look),
    })),
  ])
  return (
    <span className="saved-views">
      {views.length > 0 && (
        <Menu
          position="bottom-end"
          width={300}
          transitionProps={{ duration: 0 }}
          classNames={{ dropdown: 'pick-list', item: 'pick-option move-option', label: 'move-label' }}
        >
          <Menu.Target>
            <Button look="quiet" small>
              {current ? current.name : t('register.views.title')}
              <Icon name="right" size={12} />
            </Button>
          </Menu.Target>
          <Menu.Dropdown mah="60vh" style={{ overflowY: 'auto' }}>
            {views.map((view) => (
              <Menu.Item
                key={view.id}
                onClick={() => open(view.look)}
                {...(view === current ? { 'aria-current': 'true' as const } : {})}
              >
                <span className="saved-view-name">
                  {view.name}
                  {view === current && <Icon name="check" size={14} />}
                </span>
                {view.isShared && (
                  <span className="move-where">{t('register.views.sharedBy', { name: view.madeBy.name })}</span>
                )}
              </Menu.Item>
            ))}
            <Menu.Divider />
            <Menu.Item onClick={() => setShown('list')}>{t('register.views.edit')}</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {!current && (
        <Button look="quiet" small onClick={() => setShown('save')}>
          {t('register.views.save')}
        </Button>
      )}
      <Suspense>
        {shown === 'save' && <SaveViewDialog register={register} look={look} onClose={() => setShown(undefined)} />}
        {shown === 'list' && <ViewListDialog register={register} look={look} onClose={() => setShown(undefined)} />}
      </Suspense>
    </span>
  )
}
