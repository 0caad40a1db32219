/** Fifty devices that publish QoS 1, so many messages under way at a time each. A process of its own. */
import mqtt from 'mqtt'
import { serveRuns } from './ingest-load.ts'

const [address = '', secret = '', count = '50', inFlight = '1'] = process.argv.slice(2)
const publishers = Number(count)
let startMs = Date.now() - 2 * 86_400_000
const clients = await Promise.all(
  Array.from({ length: publishers }, (_, n) =>
    mqtt.connectAsync(address, { protocolVersion: 4, username: `bench-${n}`, password: secret, reconnectPeriod: 0 }),
  ),
)

/** Messages a second that were acknowledged. */
async function run(ms: number): Promise<number> {
  const startedMs = performance.now()
  const endMs = startedMs + ms
  let done = 0
  const publish = async (client: mqtt.MqttClient, n: number, place: number) => {
    // Each of those under way has times of its own, so that none is sent twice.
    for (let atMs = startMs + place; performance.now() < endMs; atMs += Number(inFlight)) {
      const message = `{"at":"${new Date(atMs).toISOString()}","value":${1 + n / 100}}`
      await client.publishAsync(`nhip/v1/bench-${n}/water_level`, message, { qos: 1 })
      done++
    }
  }
  const places = Array.from({ length: Number(inFlight) }, (_, place) => place)
  await Promise.all(clients.flatMap((client, n) => places.map((place) => publish(client, n, place))))
  startMs += 3_600_000
  return (done * 1_000) / (performance.now() - startedMs)
}

serveRuns(run)
