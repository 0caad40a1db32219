import { useState } from 'react'
import type { ChannelAddress } from '../../core/api/messages.ts'
import { type Channel, useAddresses, useChannelActions } from '../api/messages.ts'
import { Button } from '../kit/button.tsx'
import { EmptyState } from '../kit/empty-state.tsx'
import { ErrorBox } from '../kit/error-box.tsx'
import { matchesSearch } from '../kit/fold.ts'
import { Icon } from '../kit/icon.tsx'
import { Loading } from '../kit/loading.tsx'
import { say } from '../kit/toast.tsx'
import { useProblemText } from '../kit/use-problem-text.ts'
import { useText } from '../text/use-text.ts'
import { AddressDialog } from './address-dialog.tsx'
import { AskDialog } from './ask-dialog.tsx'

function AddressTable(props: { channel: Channel; items: ChannelAddress[]; onRemove: (one: ChannelAddress) => void }) {
  const { t, local } = useText()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className="channel-table" tabIndex={0}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('channel.agency')}</th>
            <th scope="col">{local(props.channel.addressName)}</th>
            <th scope="col">{t('channel.note')}</th>
            <th scope="col">{t('channel.addedBy')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('channel.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {props.items.map((one) => (
            <tr key={one.id}>
              <td className="wide">{one.agency.name}</td>
              <td>{one.address}</td>
              <td>{one.note || t('common.empty')}</td>
              <td>{one.addedBy}</td>
              <td>
                <Button
                  small
                  look="quiet"
                  aria-label={`${t('channel.remove')}: ${one.address}`}
                  onClick={() => props.onRemove(one)}
                >
                  {t('channel.remove')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Where agencies are reached on one channel: found by typing, added, taken away. */
export function AddressPart({ channel }: { channel: Channel }) {
  const { t, local } = useText()
  const { data, error, isPending, refetch } = useAddresses(channel)
  const { remove } = useChannelActions(channel)
  const problemText = useProblemText()
  const [wanted, setWanted] = useState('')
  const [isAdding, setIsAdding] = useState(false)
  const [leaving, setLeaving] = useState<ChannelAddress>()
  const items = data?.items.filter(({ agency, address, note }) =>
    matchesSearch(`${agency.name} ${address} ${note}`, wanted),
  )
  const takeAway = (one: ChannelAddress) =>
    remove.mutate(one.id, {
      onSuccess: () => {
        say(t('channel.removed'))
        setLeaving(undefined)
      },
      onError: (fault) => say(problemText(fault)),
    })
  return (
    <div className="channel-addresses">
      <header>
        <h3>{t('channel.addresses')}</h3>
        <Button onClick={() => setIsAdding(true)}>
          <Icon name="plus" size={16} />
          {t('channel.add')}
        </Button>
      </header>
      {isPending && <Loading rows={3} />}
      {error && !data && <ErrorBox error={error} onRetry={() => void refetch()} />}
      {data?.items.length === 0 && (
        <EmptyState icon="user" title={t('channel.noAddresses')} hint={t('channel.noAddressesHint')} />
      )}
      {data && data.items.length > 0 && (
        <input
          className="input settings-search"
          type="search"
          aria-label={t('channel.search')}
          placeholder={t('channel.search')}
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      )}
      {items && items.length > 0 && <AddressTable channel={channel} items={items} onRemove={setLeaving} />}
      {data && data.items.length > 0 && items?.length === 0 && <p className="quiet">{t('channel.noSuchAddress')}</p>}
      {isAdding && <AddressDialog channel={channel} onClose={() => setIsAdding(false)} />}
      {leaving && (
        <AskDialog
          title={t('channel.removeTitle', { address: leaving.address })}
          reach={t('channel.removeReach', { name: leaving.agency.name })}
          submit={t('channel.remove')}
          isPending={remove.isPending}
          onConfirm={() => takeAway(leaving)}
          onClose={() => setLeaving(undefined)}
        />
      )}
      <span className="visually-hidden">{t('channel.addressesOf', { name: local(channel.name) })}</span>
    </div>
  )
}
