import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import type { BrokerState } from '../../core/api/broker.ts'
import type { ConnectorChange, Connector as ConnectorInfo, ConnectorTrial } from '../../core/api/connectors.ts'
import type { FormFields } from '../../core/form-field.ts'
import { get, send } from './client.ts'
import { queryClient } from './query-client.ts'
import { useAct } from './use-act.ts'

/** A connector as the page works with it: the contract leaves its settings' form as plain JSON. */
export interface Connector extends Omit<ConnectorInfo, 'fields'> {
  readonly fields: FormFields | null
}

/** The connectors and how they go; what they say changes without any event. */
export function useConnectors() {
  return useQuery({
    queryKey: ['connectors'],
    queryFn: async ({ signal }) => {
      const { items } = await get<{ items: ConnectorInfo[] }>('/api/connectors', signal)
      // The server sends the declarations it was built from; `FormFields` is their type on both sides.
      return items as unknown as Connector[]
    },
    refetchInterval: 5_000,
  })
}

/** Changes a connector; an empty change starts it anew. */
export function useChangeConnector({ module, key }: { module: string; key: string }) {
  return useAct({
    mutationFn: (change: z.infer<typeof ConnectorChange>) =>
      send<ConnectorInfo>('POST', `/api/connectors/${module}/${key}`, change),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['connectors'] }),
  })
}

/** Tries a connector once; takes seconds, stores nothing. */
export function useTryConnector({ module, key }: { module: string; key: string }) {
  return useAct({ mutationFn: () => send<ConnectorTrial>('POST', `/api/connectors/${module}/${key}/test`) })
}

/** How the operator's own broker goes; null where there is none. */
export function useBroker() {
  return useQuery({
    queryKey: ['broker'],
    queryFn: async ({ signal }) =>
      (await get<{ broker: z.infer<typeof BrokerState> | null }>('/api/ingest/broker', signal)).broker,
    refetchInterval: 5_000,
  })
}
