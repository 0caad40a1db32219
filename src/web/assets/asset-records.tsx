import { Link as RouterLink } from '@tanstack/react-router'
import { useLinks } from '../api/links.ts'
import { useRegisters } from '../api/records.ts'
import { useSession } from '../api/session.ts'
import { StateWord } from '../registers/state-word.tsx'
import { useText } from '../text/use-text.ts'
import { recordsOf } from './records-of.ts'

/** How many of one kind are listed; the rest is one press away, in their own register. */
const shown = 5

/** The records that name an asset in a field of theirs, by kind; nothing where none in sight does. */
export function AssetRecords({ code }: { code: string }) {
  const { t, local } = useText()
  const { can } = useSession()
  const { data } = useLinks('asset', code, can('things.read'))
  const { data: registers = [] } = useRegisters()
  const groups = recordsOf(data?.items ?? [], registers)
  if (groups.length === 0) return null
  return (
    <section className="block asset-records" aria-label={t('register.links.title')}>
      <h2 className="asset-part">{t('register.links.title')}</h2>
      {groups.map(({ register, field, links }) => (
        <div key={`${register.key} ${field}`}>
          <h3>
            {local(register.plural)} <span className="quiet">{links.length}</span>
          </h3>
          <ul className="asset-links">
            {links.slice(0, shown).map(({ id, thing, validTo }) => (
              <li key={id} className={validTo ? 'asset-link-over' : ''}>
                <StateWord register={register} state={thing.state} />
                <span>
                  <RouterLink className="link" to={thing.address}>
                    {thing.title}
                  </RouterLink>
                  <small>
                    {[thing.number ?? t('register.noNumber'), thing.agency.name].join(' · ')}
                    {validTo && ` · ${t('register.links.ended')}`}
                  </small>
                </span>
              </li>
            ))}
          </ul>
          {links.length > shown && (
            <RouterLink
              className="link"
              to="/so/$module/$type"
              params={{ module: register.module.id, type: register.type }}
              search={{ is: `${field}:${code}` }}
            >
              {t('register.links.all', { n: links.length })}
            </RouterLink>
          )}
        </div>
      ))}
    </section>
  )
}
