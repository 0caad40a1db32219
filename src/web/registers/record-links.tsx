import { Link } from '@tanstack/react-router'
import type { RecordDetail } from '../../core/api/records.ts'
import type { Link as ThingLink } from '../../core/api/things.ts'
import { type Register, useRegisters } from '../api/records.ts'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { useText } from '../text/use-text.ts'
import { type NextLink, nextOf } from './register-fields.ts'
import { StateWord } from './state-word.tsx'

function ThingLine({ link, registers }: { link: ThingLink; registers: readonly Register[] }) {
  const { t } = useText()
  const { thing, validTo } = link
  const register = registers.find((each) => each.key === thing.kind)
  return (
    <li>
      <Link className="link" to={thing.address}>
        {[thing.number, thing.title].filter(Boolean).join(' · ')}
      </Link>
      <span className="record-link-end">
        {register && <StateWord register={register} state={thing.state} />}
        {validTo && <span className="chip">{t('register.links.ended')}</span>}
      </span>
    </li>
  )
}

/** How many of what follows are listed; the rest is one press away, in their own register. */
const shown = 5

/**
 * What a record came from and what followed from it, both ways: the records its fields name, and those that name it, with a button
 * that begins the next one of the chain.
 */
export function RecordLinks(props: {
  register: Register
  record: RecordDetail
  links: readonly ThingLink[]
  onNext: (next: NextLink) => void
}) {
  const { register, record, links, onNext } = props
  const { t, local } = useText()
  const { data: registers = [] } = useRegisters()
  const followers = nextOf(register, registers)
  const out = Map.groupBy(
    links.filter(({ direction }) => direction === 'out'),
    ({ relation }) => relation,
  )
  const into = (next: NextLink) =>
    links.filter(
      ({ direction, relation, thing }) =>
        direction === 'in' && relation === next.field && thing.kind === next.register.key,
    )
  if (out.size === 0 && followers.length === 0) return null
  return (
    <section className="block" aria-label={t('register.links.title')}>
      <h3>{t('register.links.title')}</h3>
      {[...out].map(([relation, found]) => (
        <div key={relation} className="record-link">
          <h4>{local(register.fields[relation]?.label ?? { vi: relation, en: relation })}</h4>
          <ul>
            {found.map((link) => (
              <ThingLine key={link.id} link={link} registers={registers} />
            ))}
          </ul>
        </div>
      ))}
      {followers.map((next) => {
        const found = into(next)
        return (
          <div key={`${next.register.key} ${next.field}`} className="record-link">
            <h4>
              {local(next.register.plural)} <span className="quiet">{found.length}</span>
              {next.register.may.create && (
                <Button
                  small
                  aria-label={`${t('register.links.add')}: ${local(next.register.name)}`}
                  onClick={() => onNext(next)}
                >
                  <Icon name="plus" size={14} />
                  {t('register.links.add')}
                </Button>
              )}
            </h4>
            {found.length === 0 ? (
              <p className="quiet">{t('register.links.none')}</p>
            ) : (
              <ul>
                {found.slice(0, shown).map((link) => (
                  <ThingLine key={link.id} link={link} registers={registers} />
                ))}
              </ul>
            )}
            {found.length > shown && (
              <Link
                className="link"
                to="/so/$module/$type"
                params={{ module: register.module.id, type: next.register.type }}
                search={{ is: `${next.field}:${record.id}` }}
              >
                {t('register.links.all', { n: found.length })}
              </Link>
            )}
          </div>
        )
      })}
    </section>
  )
}
