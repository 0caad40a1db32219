import { type ReactNode, useMemo } from 'react'
import { isPlatformPermission } from '../../core/permission.ts'
import { useHiddenRegisters } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { useText } from '../text/use-text.ts'
import { EmptyState } from './empty-state.tsx'

/** Rights, as the roles page names them; one of them is enough. Of those without a name nothing is said. */
function RightNames({ rights }: { rights: readonly string[] }) {
  const { t, local, language } = useText()
  const { data: hidden } = useHiddenRegisters()
  const names = useMemo(() => {
    const nameOf = (id: string): string[] => {
      if (isPlatformPermission(id)) return [t(`role.verb.${id}`)]
      const found = hidden?.find(({ right }) => right.id === id)
      return found ? [`${local(found.module)}: ${local(found.right.name)}`] : []
    }
    return [...new Set(rights)].flatMap(nameOf).map((name) => t('role.quoted', { name }))
  }, [rights, hidden, t, local])
  if (names.length === 0) return null
  const list = new Intl.ListFormat(language, { type: 'disjunction' }).format(names)
  return <p>{t('role.lacks', { rights: list })}</p>
}

/** Says which right an account lacks and whom to ask; of a refusal `error` the right that the server named. */
export function NoRight(props: { rights?: readonly string[]; error?: Error; whole?: boolean; home: ReactNode }) {
  const { t } = useText()
  const { session } = useSession()
  // «alerts.read»
  const rights = props.rights ?? props.error?.message.match(/[a-z_]+\.[a-z_]+(?=»)/g) ?? []
  const action = (
    <>
      <RightNames rights={rights} />
      {props.home}
    </>
  )
  const hint = t('role.ask', { agency: session?.agency.name ?? '' })
  return (
    <EmptyState icon="lock" title={t('state.forbidden')} hint={hint} action={action} whole={props.whole === true} />
  )
}
