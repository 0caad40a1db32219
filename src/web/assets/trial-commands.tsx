import { useState } from 'react'
import type { Asset, AssetSending } from '../../core/api/assets.ts'
import { useSending } from '../api/assets.ts'
import { Button } from '../kit/button.tsx'
import { serverNow } from '../kit/server-clock.ts'
import { say } from '../kit/toast.tsx'
import { useText } from '../text/use-text.ts'
import { httpCommand, mqttCommand } from './send-commands.ts'

/** An instant with the offset of Vietnam, to the second: a device that is tried by hand sends what is measured now. */
const vietnamTime = (ms: number) => `${new Date(ms + 7 * 3_600_000).toISOString().slice(0, 19)}+07:00`

function Command({ label, text }: { label: string; text: string }) {
  const { t } = useText()
  const copy = () => navigator.clipboard.writeText(text).then(() => say(t('asset.copied')))
  return (
    <section className="asset-command" aria-label={label}>
      <div className="asset-part-head">
        <p className="field-label">{label}</p>
        {'clipboard' in navigator && (
          <Button small onClick={() => void copy()}>
            {t('asset.copy')}
          </Button>
        )}
      </div>
      <pre className="asset-payload">{text}</pre>
    </section>
  )
}

/** Commands that send a first value of each series, as they stand; without `secret` its place is marked. */
export function TrialCommands(props: { asset: Pick<Asset, 'code'>; user: string; secret?: string }) {
  const { data } = useSending(props.asset.code, true)
  return data ? <Commands {...props} sending={data} /> : null
}

function Commands(props: { asset: Pick<Asset, 'code'>; user: string; secret?: string; sending: AssetSending }) {
  const { asset, user, secret, sending } = props
  const { t } = useText()
  const [at] = useState(() => vietnamTime(serverNow()))
  const trial = {
    ...{ origin: window.location.origin, asset: asset.code, user, at, sending },
    secret: secret ?? t('asset.secretPlace'),
  }
  const mqtt = mqttCommand(trial)
  return (
    <>
      {secret === undefined && <p className="quiet">{t('asset.trialHint', { place: t('asset.secretPlace') })}</p>}
      {mqtt !== null && <Command label={t('asset.trialMqtt')} text={mqtt} />}
      {sending.broker !== null && <p className="quiet">{t('asset.trialBroker', { address: sending.broker })}</p>}
      <Command label={t('asset.trialHttp')} text={httpCommand(trial)} />
    </>
  )
}
