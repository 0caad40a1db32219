import { ApiProblem } from '../api/client.ts'
import { useText } from '../text/use-text.ts'
import { useRefusal } from './agency-refusal.ts'
import { useRoleRefusal } from './role-refusal.ts'

const ofRoles = ['role_locks_out', 'role_last_holder']

/** Puts what the server refused of an account into words: by field, or as a whole. */
export function useAccountRefusal() {
  const { t } = useText()
  const refusal = useRefusal()
  const roleText = useRoleRefusal()
  return (error: unknown) => {
    if (error instanceof ApiProblem && ofRoles.includes(error.code)) return { errors: {}, general: roleText(error) }
    return refusal(
      error,
      {
        agencyId: t('settings.refused.agencyId'),
        roles: t('accounts.refused.roles'),
        reach: t('settings.refused.reach'),
        password: t('settings.passwordBad'),
      },
      {
        account_own: t('accounts.refused.account_own'),
        account_beyond: t('accounts.refused.account_beyond'),
        account_changed: t('accounts.refused.account_changed'),
        agency_closed: t('accounts.refused.agency_closed'),
      },
    )
  }
}
