import { connect, ErrorWithReasonCode, type MqttClient } from 'mqtt'
import type { Logger } from 'pino'

export interface BrokerLogin {
  readonly url: string
  /** The beginning of its client id. */
  readonly clientName: string
  readonly username?: string
  readonly password?: string
}

const firstDelayMs = 500
const longestDelayMs = 30_000
/** CONNACK codes of MQTT 3.1.1 (section 3.2.2.3) that another try cannot mend: wrong name or password, not authorised. */
const refusals = new Set([4, 5])

/**
 * A client that connects again by itself, waiting twice as long after each failure up to half a minute; what it publishes
 * meanwhile is sent afterwards. `onRefused` is called when the broker does not accept the login: trying again is no use.
 */
export function connectToBroker(login: BrokerLogin, log: Logger, onRefused: (error: Error) => void): MqttClient {
  const { url, clientName, username, password } = login
  const client = connect(url, {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    protocolVersion: 4,
    clientId: `${clientName}-${crypto.randomUUID().slice(0, 8)}`,
    reconnectPeriod: firstDelayMs,
    reconnectOnConnackError: true,
  })
  client.on('connect', () => {
    client.options.reconnectPeriod = firstDelayMs
    log.info({ url }, 'connected to the broker')
  })
  client.on('reconnect', () => {
    client.options.reconnectPeriod = Math.min((client.options.reconnectPeriod ?? firstDelayMs) * 2, longestDelayMs)
  })
  client.on('close', () => {
    if (!client.disconnecting) log.warn({ url, delayMs: client.options.reconnectPeriod }, 'not connected to the broker')
  })
  client.on('error', (error) => {
    if (error instanceof ErrorWithReasonCode && refusals.has(error.code)) {
      onRefused(new Error(`${url} refused the login: set MQTT_USERNAME and MQTT_PASSWORD to a device credential`))
    }
    log.warn({ err: error }, 'error of the broker connection')
  })
  return client
}
