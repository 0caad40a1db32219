import { Button } from '../kit/button.tsx'
import { useText } from '../text/use-text.ts'
import type { VerbGroup } from './role-verbs.ts'

/** The verbs of one group to choose from. What one may neither give nor take says so. */
export function RoleVerbGroup(props: {
  group: VerbGroup
  chosen: readonly string[]
  mayChoose: (verb: string) => boolean
  onChoose: (verbs: readonly string[], isChosen: boolean) => void
}) {
  const { group, chosen, mayChoose, onChoose } = props
  const { t } = useText()
  const own = group.verbs.map(({ id }) => id).filter(mayChoose)
  const isFull = own.every((verb) => chosen.includes(verb))
  const hasForeign = own.length < group.verbs.length
  return (
    <section className="card roles-card" aria-labelledby={`roles-${group.key}`}>
      <div className="roles-card-head">
        <h2 id={`roles-${group.key}`}>{group.title}</h2>
        {own.length > 1 && (
          <Button look="quiet" small onClick={() => onChoose(own, !isFull)}>
            {t(isFull ? 'role.none' : 'role.all')}
            <span className="visually-hidden"> {group.title}</span>
          </Button>
        )}
      </div>
      {group.hint && <p className="quiet">{group.hint}</p>}
      <div className="checks">
        {group.verbs.map(({ id, label }) => (
          <label key={id} className={mayChoose(id) ? undefined : 'roles-foreign'}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={!mayChoose(id)}
              onChange={(event) => onChoose([id], event.target.checked)}
            />
            {label}
          </label>
        ))}
      </div>
      {hasForeign && <p className="quiet">{t('role.notYours')}</p>}
    </section>
  )
}
