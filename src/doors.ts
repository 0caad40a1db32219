import type { Config } from './platform/config.ts'
import type { Door } from './platform/listen-fault.ts'

export const pageDoor = ({ host, port }: Config): Door => ({ name: 'the page', host, port, setting: 'PORT' })
export const mqttDoor = ({ host, mqttPort }: Config): Door[] =>
  mqttPort === null ? [] : [{ name: 'MQTT', host, port: mqttPort, setting: 'MQTT_PORT' }]

/** Where people find the page. */
export function addressOf({ host, port, tls }: Config): string {
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
