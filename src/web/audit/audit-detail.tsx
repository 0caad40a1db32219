import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { AuditRow } from '../../core/api/audit.ts'
import { useAgencies, useRoles } from '../api/accounts.ts'
import { useAuditChoices } from '../api/audit.ts'
import type { Register } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { useVerbs } from '../settings/role-verbs.ts'
import { useText } from '../text/use-text.ts'
import { detailFacts } from './detail-facts.ts'
import { useOurWords } from './use-our-words.ts'

interface Props {
  readonly row: AuditRow
  readonly registers: readonly Register[]
}

function Facts({ row, registers }: Props) {
  const { t, language, local } = useText()
  const { can } = useSession()
  const { data: agencies = [] } = useAgencies()
  const { data: roles } = useRoles(can('accounts.read'))
  const { data: choices } = useAuditChoices()
  const { wordsOf } = useVerbs(can('accounts.read'))
  const words = useOurWords()
  const facts = detailFacts(row, {
    language,
    words,
    yes: t('register.yes'),
    no: t('register.no'),
    agency: (id) => agencies.find((each) => each.id === id)?.name,
    account: (id) => choices?.actors.find((each) => each.id === id)?.name,
    role: (id) => {
      const name = roles?.items.find((each) => each.id === id)?.name
      return name && local(name)
    },
    verb: (id) => wordsOf(String(id)),
    register: (key) => registers.find((each) => each.key === key),
  })
  return (
    <dl className="audit-facts">
      {facts.map(({ key, label, text, page }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd className={key === 'sha256' || key === 'hash' ? 'audit-hash' : 'prose'}>
            {page ? (
              <Link className="link" to={page}>
                {t('audit.openAlert')}
              </Link>
            ) : (
              text
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What a row of the audit tells beside who, what and when; names are fetched when it is opened. */
export function AuditDetail({ row, registers }: Props) {
  const { t } = useText()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details open={isOpen} onToggle={(event) => setIsOpen(event.currentTarget.open)}>
      <summary>{t('audit.detail')}</summary>
      {isOpen && <Facts row={row} registers={registers} />}
    </details>
  )
}
