import { useState } from 'react'
import type { IncidentPerson } from '../../core/api/incident-picture.ts'
import type { IncidentDetail } from '../../core/api/work.ts'
import { Button } from '../kit/button.tsx'
import { initialsOf } from '../shell/initials.ts'
import { useText } from '../text/use-text.ts'
import { CallLink } from './call-link.tsx'

/** So many are shown at once: an incident of three days has dozens. */
const mostShown = 6

function Person({ person }: { person: IncidentPerson }) {
  const { t } = useText()
  const { account, agency, title, part, phone } = person
  const what = part === 'commander' ? t('incident.people.part.commander') : (title ?? t(`incident.people.part.${part}`))
  return (
    <li>
      <span className="initials" aria-hidden="true">
        {initialsOf(account.name)}
      </span>
      <div>
        <b>{account.name}</b>
        <small>
          {what}, {agency.name}
        </small>
      </div>
      <CallLink name={account.name} agency={agency.name} phone={phone} />
    </li>
  )
}

/** Who takes part in an incident, its commander first, each with where to call. */
export function PeopleBlock({ incident, onLead }: { incident: IncidentDetail; onLead: (() => void) | undefined }) {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const { people, commander } = incident
  const more = people.length - mostShown
  return (
    <section className="block" aria-label={t('incident.people.title')}>
      <div className="block-head">
        <h3>{t('incident.people.title')}</h3>
        {onLead && (
          <button type="button" className="link" onClick={onLead}>
            {t(commander ? 'incident.commander.change' : 'incident.commander.name')}
          </button>
        )}
      </div>
      {people.length === 0 && <p className="quiet">{t('incident.people.none')}</p>}
      <ul className="mini-list people-list">
        {(all ? people : people.slice(0, mostShown)).map((person) => (
          <Person key={person.account.id} person={person} />
        ))}
      </ul>
      {!all && more > 0 && (
        <Button small onClick={() => setAll(true)}>
          {t('incident.people.more', { n: more })}
        </Button>
      )}
    </section>
  )
}
