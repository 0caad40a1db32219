import { z } from 'zod'
import { BrokerState } from '../../core/api/broker.ts'
import type { App } from '../http/app.ts'
import type { Broker } from './broker.ts'

/** The operator's broker; null when there is none, or it is not opened yet. */
export type FindBroker = () => Pick<Broker, 'sender' | 'state'> | null

/** How the connection to an operator's broker goes. */
export function brokerRoutes(app: App, findBroker: FindBroker): void {
  app.get(
    '/api/ingest/broker',
    {
      config: { require: 'connectors.read' },
      schema: {
        summary: 'How the connection to the operator’s MQTT broker goes; null: there is none',
        response: { 200: z.object({ broker: BrokerState.nullable() }) },
      },
    },
    async () => ({ broker: findBroker()?.state() ?? null }),
  )
}
