import { useState } from 'react'
import type { IncidentDetail } from '../../core/api/work.ts'
import { useSession } from '../api/session.ts'
import { Button } from '../kit/button.tsx'
import { useCommands } from '../kit/commands.ts'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { BulletinDialog } from './bulletin-dialog.tsx'

/** Begins a bulletin of an open incident, for whoever may write one. */
export function BulletinAction({ incident }: { incident: IncidentDetail }) {
  const { t } = useText()
  const { can } = useSession()
  const [isOpen, setOpen] = useState(false)
  const may = can('bulletins.write') && incident.state === 'open'
  const write = () => setOpen(true)
  useCommands(
    may
      ? [{ id: 'incident.bulletin', group: 'here', icon: 'horn', text: t('bulletin.write'), keys: 'p', run: write }]
      : [],
  )
  if (!may) return null
  return (
    <>
      <Button onClick={write}>
        <Icon name="horn" size={16} />
        {t('bulletin.write')}
      </Button>
      {isOpen && <BulletinDialog incident={incident} onClose={() => setOpen(false)} />}
    </>
  )
}
