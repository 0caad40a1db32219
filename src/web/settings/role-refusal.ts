import { ApiProblem } from '../api/client.ts'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { useVerbs } from './role-verbs.ts'

const named = ['role_locks_out', 'role_last_holder', 'bad_role'] as const

/** Puts what the server refused of a role into words, with the words of the verb it is about. */
export function useRoleRefusal() {
  const { t } = useText()
  const problemText = useProblemText()
  const { wordsOf } = useVerbs()
  return (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return problemText(error)
    const code = named.find((each) => each === error.code)
    const verb = error.errors.find(({ path }) => path.startsWith('permissions.'))?.path.slice('permissions.'.length)
    if (code && verb !== undefined) return t(`role.refused.${code}`, { verb: wordsOf(verb) })
    if (error.code === 'role_held') return t('role.refused.role_held')
    if (error.code === 'role_changed') return t('role.conflict.title')
    if (error.code === 'not_permitted') return t('role.refused.not_permitted')
    return problemText(error)
  }
}
