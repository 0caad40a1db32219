import { lazy, Suspense, useState } from 'react'
import type { Asset, AssetCredential } from '../../core/api/assets.ts'
import { useCredentials } from '../api/assets.ts'
import { useSession } from '../api/session.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { useText } from '../text/use-text.ts'
import { TrialCommands } from './trial-commands.tsx'

const CredentialDialog = lazy(() => import('./credential-dialog.tsx').then((m) => ({ default: m.CredentialDialog })))

const isOwn = ({ alone, disabledAt }: AssetCredential) => alone && disabledAt === null

function Credential({ credential, onRenew }: { credential: AssetCredential; onRenew: () => void }) {
  const { t } = useText()
  return (
    <li>
      <span>
        <code>{credential.name}</code>
        <small>
          <Moment at={credential.createdAt} />
          {credential.disabledAt && `, ${t('asset.credentialOff')}`}
          {!credential.alone && `, ${t('asset.credentialShared')}`}
        </small>
      </span>
      {credential.alone && (
        <Button small onClick={onRenew}>
          {t('asset.renewCredential')}
        </Button>
      )}
    </li>
  )
}

/** How a device of this asset sends: its topics, what a message holds, and what it signs in with. */
export function DevicePart({ asset, isFetched }: { asset: Asset; isFetched: boolean }) {
  const { t } = useText()
  const { can, covers } = useSession()
  const mayGive = can('assets.edit') && covers(asset.agency.id) && !asset.retiredAt && !isFetched
  const { data } = useCredentials(asset.code, mayGive)
  const [naming, setNaming] = useState<{ renew: string | null }>()
  if (asset.series.length === 0) return null
  if (isFetched) {
    return (
      <section className="block">
        <h2 className="asset-part">{t('asset.device')}</h2>
        <p className="quiet">{t('asset.fetched')}</p>
      </section>
    )
  }
  return (
    <section className="block asset-device">
      <h2 className="asset-part">{t('asset.device')}</h2>
      <p className="quiet">{t('asset.deviceHint')}</p>
      <p className="field-label">{t('asset.topic')}</p>
      <ul className="asset-topics">
        {asset.series.map(({ key }) => (
          <li key={key}>
            <code>{`nhip/v1/${asset.code}/${key}`}</code>
          </li>
        ))}
      </ul>
      {mayGive && data && (
        <>
          <div className="asset-part-head">
            <p className="field-label">{t('asset.credentials')}</p>
            <Button small onClick={() => setNaming({ renew: null })}>
              {t('asset.makeCredential')}
            </Button>
          </div>
          {data.items.length === 0 && <p className="quiet">{t('asset.noCredentials')}</p>}
          <ul className="asset-credentials">
            {data.items.map((credential) => (
              <Credential
                key={credential.name}
                credential={credential}
                onRenew={() => setNaming({ renew: credential.name })}
              />
            ))}
          </ul>
          <p className="field-label">{t('asset.trial')}</p>
          <TrialCommands asset={asset} user={data.items.find(isOwn)?.name ?? asset.code} />
        </>
      )}
      {naming && (
        <Suspense>
          <CredentialDialog code={asset.code} renew={naming.renew} onClose={() => setNaming(undefined)} />
        </Suspense>
      )}
    </section>
  )
}
