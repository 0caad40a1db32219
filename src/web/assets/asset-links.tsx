import { Link as RouterLink } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import type { Asset } from '../../core/api/assets.ts'
import { dependencyRelations, type Link, type Thing } from '../../core/api/things.ts'
import { useLinkActions, useLinks } from '../api/links.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'

const LinkDialog = lazy(() => import('./link-dialog.tsx').then((m) => ({ default: m.LinkDialog })))

type Relation = (typeof dependencyRelations)[number]
const isDependency = (relation: string): relation is Relation => dependencyRelations.some((known) => known === relation)

type OnAsset = ((code: string) => void) | undefined

function ThingLink({ thing, onAsset }: { thing: Thing; onAsset: OnAsset }) {
  if (onAsset && thing.kind === 'asset') {
    return (
      <button type="button" className="link" onClick={() => onAsset(thing.id)}>
        {thing.title}
      </button>
    )
  }
  return (
    <RouterLink className="link" to={thing.address}>
      {thing.title}
    </RouterLink>
  )
}

function LinkLine(props: { link: Link; mayEnd: boolean; code: string; onAsset: OnAsset }) {
  const { link, mayEnd, code } = props
  const { t } = useText()
  const { end } = useLinkActions('asset', code)
  const problemText = useProblemText()
  if (!isDependency(link.relation)) return null
  const relation = t(`asset.${link.direction === 'out' ? 'relation' : 'inverse'}.${link.relation}`)
  return (
    <li className={link.validTo ? 'asset-link-over' : ''}>
      <span className="asset-relation">{relation}</span>
      <span>
        <ThingLink thing={link.thing} onAsset={props.onAsset} />
        <small>
          {link.thing.agency.name}
          {link.validTo && (
            <>
              {' · '}
              {t('asset.ended', { time: '' })}
              <Moment at={link.validTo} />
            </>
          )}
        </small>
      </span>
      {mayEnd && !link.validTo && link.direction === 'out' && (
        <Button
          small
          disabled={end.isPending}
          aria-label={t('asset.endLinkNamed', { relation, name: link.thing.title })}
          onClick={() =>
            end.mutate(link.id, {
              onSuccess: () => say(t('asset.linkEnded')),
              onError: (error) => say(problemText(error)),
            })
          }
        >
          {t('asset.endLink')}
        </Button>
      )}
    </li>
  )
}

/** What an asset hangs on, stated by its agency, and what goes with it when it fails. `onAsset` opens one beside; else its page does. */
export function AssetLinks({ asset, onAsset }: { asset: Asset; onAsset?: (code: string) => void }) {
  const { t } = useText()
  const { can, covers } = useSession()
  const { data } = useLinks('asset', asset.code, can('things.read'))
  const [adding, setAdding] = useState(false)
  const mayLink = can('things.link') && covers(asset.agency.id) && !asset.retiredAt
  const links = data?.items.filter(({ relation }) => isDependency(relation)) ?? []
  return (
    <section className="block">
      <div className="asset-part-head">
        <h2 className="asset-part">{t('asset.links')}</h2>
        {mayLink && (
          <Button small onClick={() => setAdding(true)}>
            <Icon name="plus" size={14} />
            {t('asset.addLink')}
          </Button>
        )}
      </div>
      {!data && can('things.read') && <Loading rows={2} />}
      {data && links.length === 0 && <p className="quiet">{t('asset.noLinks')}</p>}
      <ul className="asset-links">
        {links.map((link) => (
          <LinkLine
            key={`${link.id}${link.direction}`}
            link={link}
            mayEnd={mayLink}
            code={asset.code}
            onAsset={onAsset}
          />
        ))}
      </ul>
      {data && data.dependents.length > 0 && (
        <>
          <h3 className="asset-dependents">{t('asset.dependents', { n: data.dependents.length })}</h3>
          <ul className="asset-links">
            {data.dependents.map(({ thing, steps, relation }) => (
              <li key={`${thing.kind}/${thing.id}`}>
                <span className="asset-relation">
                  {isDependency(relation) ? t(`asset.relation.${relation}`) : relation}
                </span>
                <span>
                  <ThingLink thing={thing} onAsset={onAsset} />
                  <small>
                    {thing.agency.name}
                    {steps > 1 && ` · ${t('asset.steps', { n: steps })}`}
                  </small>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      {adding && (
        <Suspense>
          <LinkDialog asset={asset} onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </section>
  )
}
