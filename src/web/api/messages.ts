import { useQuery } from '@tanstack/react-query'
import type {
  ChannelAddress,
  Channel as ChannelInfo,
  Message,
  NewAddress,
  Reaction,
  TestReceipt,
} from '../../core/api/messages.ts'
import type { FormFields } from '../../core/form-field.ts'
import { get, query, send } from './client.ts'
import { usePages } from './pages.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** A channel as the page works with it: the contract leaves its settings' form as plain JSON. */
export interface Channel extends Omit<ChannelInfo, 'fields'> {
  readonly fields: FormFields
}

export type MessageStateFilter = 'waiting' | 'sent' | 'delivered' | 'failed' | 'none'

/** Messages to agencies in sight, newest first. */
export const useMessages = (filter: { state?: MessageStateFilter | undefined }) =>
  usePages<Message>(['messages', filter.state ?? ''], `/api/messages${query(filter)}`)

/** The ways to reach people; figures change without any event. */
export const useChannels = () =>
  useQuery({
    queryKey: ['channels'],
    queryFn: async ({ signal }) => {
      const { items } = await get<{ items: ChannelInfo[] }>('/api/channels', signal)
      // The server sends the declarations it was built from; `FormFields` is their type on both sides.
      return items as unknown as Channel[]
    },
    refetchInterval: 10_000,
  })

/** What modules do by themselves. */
export const useReactions = () =>
  useQuery({
    queryKey: ['channels', 'reactions'],
    queryFn: ({ signal }) => get<{ items: Reaction[] }>('/api/reactions', signal),
    refetchInterval: 10_000,
  })

type Name = Pick<ChannelInfo, 'module' | 'key'>
const pathOf = ({ module, key }: Name) => `/api/channels/${module}/${key}`

/** Where agencies are reached on one channel. */
export const useAddresses = (channel: Name) =>
  useQuery({
    queryKey: ['channels', 'addresses', channel.module, channel.key],
    queryFn: ({ signal }) => get<{ items: ChannelAddress[] }>(`${pathOf(channel)}/addresses`, signal),
  })

const refresh = () =>
  Promise.all(['channels', 'messages'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })))

/** What may be done with one channel. */
export function useChannelActions(channel: Name) {
  const path = pathOf(channel)
  const change = useAct({
    mutationFn: (body: { enabled?: boolean; config?: Record<string, unknown> }) =>
      send<ChannelInfo>('POST', path, body),
    onSuccess: refresh,
  })
  const trial = useAct({
    mutationFn: (address: string) => send<TestReceipt>('POST', `${path}/test`, { address }),
  })
  const add = useAct({
    mutationFn: (address: NewAddress) => send<ChannelAddress>('POST', `${path}/addresses`, address),
    onSuccess: refresh,
  })
  const remove = useAct({
    mutationFn: (id: number) => send<void>('DELETE', `/api/channels/addresses/${id}`),
    onSuccess: refresh,
  })
  return { change, trial, add, remove }
}

/** What may be done about deliveries that were given up and happenings that were set aside. */
export function useRetries() {
  const delivery = useAct({
    mutationFn: (id: string) => send<void>('POST', `/api/messages/deliveries/${id}/retry`),
    onSuccess: refresh,
  })
  const fault = useAct({
    mutationFn: ({ id, how }: { id: number; how: 'retry' | 'settle' }) =>
      send<void>('POST', `/api/reactions/faults/${id}/${how}`),
    onSuccess: refresh,
  })
  return { delivery, fault }
}
