import { useState } from 'react'
import { type Channel, useChannelActions } from '../api/messages.ts'
import { Moment } from '../kit/age.tsx'
import { Button } from '../kit/button.tsx'
import { formatNumber } from '../kit/format.ts'
import { Icon } from '../kit/icon.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { AddressPart } from './address-part.tsx'
import { AskDialog } from './ask-dialog.tsx'
import { ChannelDialog } from './channel-dialog.tsx'
import { TrialDialog } from './trial-dialog.tsx'

function Figures({ channel }: { channel: Channel }) {
  const { t, language } = useText()
  const number = (value: number) => formatNumber(value, language)
  const { agencies, waiting, sent, failed, lastSentAt } = channel
  const items = [
    [t('channel.reached'), t('channel.of', { n: number(agencies.reached), all: number(agencies.all) })],
    [t('channel.waiting'), number(waiting)],
    [t('channel.sent'), number(sent)],
    [t('channel.failed'), number(failed)],
    [t('channel.lastSent'), lastSentAt ? <Moment key="at" at={lastSentAt} /> : t('channel.never')],
  ] as const
  return (
    <dl className="channel-facts">
      {items.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** One channel: whether it is on, what went by it, what may be done with it, and where agencies are reached. */
export function ChannelCard({ channel }: { channel: Channel }) {
  const { t, language, local } = useText()
  const { change } = useChannelActions(channel)
  const problemText = useProblemText()
  const [open, setOpen] = useState<'settings' | 'trial' | 'off'>()
  const shut = () => setOpen(undefined)
  const name = local(channel.name)
  const turn = (enabled: boolean) =>
    change.mutate(
      { enabled },
      {
        onSuccess: () => {
          say(t(enabled ? 'channel.doneOn' : 'channel.doneOff', { name }))
          shut()
        },
        onError: (error) => say(problemText(error)),
      },
    )
  return (
    <section className="card channel" aria-label={name}>
      <header>
        <div>
          <h2>{name}</h2>
          {!channel.enabled && <p className="quiet">{t('channel.offHint')}</p>}
        </div>
        <p className="channel-state">
          <Icon name={channel.enabled ? 'check' : 'minus'} size={16} />
          <b>{t(channel.enabled ? 'channel.on' : 'channel.off')}</b>
        </p>
      </header>
      <Figures channel={channel} />
      <div className="channel-actions">
        {channel.enabled ? (
          <Button onClick={() => setOpen('off')}>{t('channel.switchOff')}</Button>
        ) : (
          <Button look="primary" disabled={change.isPending} onClick={() => turn(true)}>
            {t('channel.switchOn')}
          </Button>
        )}
        <Button onClick={() => setOpen('settings')}>{t('channel.settings')}</Button>
        <Button onClick={() => setOpen('trial')}>{t('channel.trial')}</Button>
      </div>
      <AddressPart channel={channel} />
      {open === 'settings' && <ChannelDialog channel={channel} onClose={shut} />}
      {open === 'trial' && <TrialDialog channel={channel} onClose={shut} />}
      {open === 'off' && (
        <AskDialog
          title={t('channel.offTitle', { name })}
          reach={t('channel.offReach', { n: formatNumber(channel.waiting, language) })}
          submit={t('channel.switchOff')}
          isPending={change.isPending}
          onConfirm={() => turn(false)}
          onClose={shut}
        />
      )}
    </section>
  )
}
