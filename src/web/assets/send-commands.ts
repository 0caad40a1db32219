import type { AssetSending } from '../../core/api/assets.ts'

/** What a trial sends: as whom, from which page's address, for which asset, at an instant of ISO 8601 with its offset. */
export interface Trial {
  readonly origin: string
  readonly asset: string
  readonly user: string
  readonly secret: string
  readonly at: string
  readonly sending: AssetSending
}

/** Lines for a shell that send one value of each series over MQTT; null where the centre has no MQTT of its own. */
export function mqttCommand({ origin, asset, user, secret, at, sending }: Trial): string | null {
  if (sending.mqttPort === null) return null
  const host = new URL(origin).hostname.replaceAll(/[[\]]/g, '')
  return sending.series
    .map(({ key, value }) =>
      [
        `mosquitto_pub -h ${host} -p ${sending.mqttPort} -V mqttv311 -q 1 -u ${user} -P '${secret}'`,
        `  -t nhip/v1/${asset}/${key} -m '${JSON.stringify({ at, value })}'`,
      ].join(' \\\n'),
    )
    .join('\n')
}

/** One command for a shell that sends a value of each series over HTTP. */
export function httpCommand({ origin, asset, user, secret, at, sending }: Trial): string {
  const readings = sending.series.map(({ key, value }) => ({ asset, series: key, at, value }))
  return [
    `curl -sS -u '${user}:${secret}' -H 'content-type: application/json'`,
    `  --data-binary '${JSON.stringify(readings)}'`,
    `  ${new URL(origin).origin}/api/ingest/readings`,
  ].join(' \\\n')
}
