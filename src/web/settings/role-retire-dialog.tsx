import type { Role } from '../../core/api/session.ts'
import { useRetireRole } from '../api/roles.ts'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { ErrorSummary } from '../kit/field.tsx'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { useRoleRefusal } from './role-refusal.ts'

/** Asks before a role is retired; one that is held says by how many, and is not. */
export function RoleRetireDialog({ role, onClose }: { role: Role; onClose: () => void }) {
  const { t, local } = useText()
  const refusalText = useRoleRefusal()
  const retire = useRetireRole(role)
  const name = local(role.name)
  const isHeld = role.holders > 0
  const onSuccess = () => {
    say(t('role.retireDone', { name }))
    onClose()
  }
  return (
    <Dialog title={t('role.retireTitle', { name })} onClose={onClose}>
      <div className="form">
        <ErrorSummary errors={{}} general={retire.error ? refusalText(retire.error) : undefined} />
        <p>{isHeld ? t('role.retireHeld', { n: role.holders }) : t('role.retireReach')}</p>
        <div className="form-actions">
          <Button onClick={onClose}>{isHeld ? t('common.close') : t('common.cancel')}</Button>
          {!isHeld && (
            <Button look="primary" disabled={retire.isPending} onClick={() => retire.mutate(undefined, { onSuccess })}>
              {t('role.retire')}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}
