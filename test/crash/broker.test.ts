import mqtt from 'mqtt'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { until } from '../centre.ts'
import { type Mosquitto, openMosquitto } from '../mosquitto.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'

const rounds = Number(process.env.NHIP_ROUNDS ?? 3)
const stations = ['phu-oc', 'kim-long', 'ho-binh-dien', 'ho-huong-dien', 'ho-ta-trach'] as const
const startMs = Date.now() - 20 * 86_400_000
const victims = ['server', 'broker', 'postgres'] as const

let mosquitto: Mosquitto
let centre: RunningCentre
beforeAll(async () => {
  mosquitto = await openMosquitto()
  // Set to nothing: the centre's own broker stays shut.
  centre = await runCentre(['--no-replay'], undefined, {
    settings: { MQTT_URL: `mqtt://127.0.0.1:${mosquitto.port}`, MQTT_PORT: '' },
  })
}, 120_000)
afterAll(async () => {
  await centre?.stop()
  await mosquitto?.close()
})

/** Publishes second after second of one station, each until the broker has taken it. */
async function startDevice(station: string) {
  const client = await mqtt.connectAsync(`mqtt://127.0.0.1:${mosquitto.port}`, {
    ...{ protocolVersion: 5, clean: false, clientId: `tram-${station}`, reconnectPeriod: 100 },
    properties: { sessionExpiryInterval: 3_600 },
  })
  client.on('error', () => undefined)
  let [taken, isOver] = [0, false]
  const running = (async () => {
    for (; !isOver; taken++) {
      const message = JSON.stringify({ at: new Date(startMs + taken * 1_000).toISOString(), value: taken % 7 })
      await client.publishAsync(`nhip/v1/${station}/water_level`, message, { qos: 1 })
    }
  })()
  return {
    taken: () => taken,
    async stop() {
      isOver = true
      await running
      await client.endAsync()
    },
  }
}

test(
  `${rounds} times server, broker or database end in the middle of a stream: what the broker took is stored once, and nothing else`,
  async () => {
    const devices = await Promise.all(stations.map(startDevice))
    for (let round = 0; round < rounds; round++) {
      const goal = devices.map((device) => device.taken() + 150)
      const reached = () => devices.every((device, index) => device.taken() >= (goal[index] ?? 0))
      await until(`round ${round}: the stream flows`, async () => reached(), 60_000)
      const victim = victims[round % victims.length]
      if (victim === 'server') {
        await centre.kill()
        await centre.start()
      } else if (victim === 'broker') {
        await mosquitto.stop()
        await mosquitto.start()
      } else process.kill(centre.postgresPid(), 'SIGKILL')
    }
    for (const device of devices) await device.stop()
    const sent = devices.reduce((sum, device) => sum + device.taken(), 0)
    await until(
      'all is stored',
      async () => {
        const [row] = await centre
          .look<{ count: number }>("select count(*)::int from platform.reading where sender = 'mqtt broker'")
          .catch(() => [])
        return row?.count === sent
      },
      120_000,
    )
    const rows = await centre.look<{ code: string; count: number; seconds: number; right: boolean }>(
      `select a.code, count(*)::int, (max(extract(epoch from r.at - $1::timestamptz)))::int as seconds,
        bool_and(r.value = (extract(epoch from r.at - $1::timestamptz))::int % 7) as right
      from platform.reading r join platform.series s on s.id = r.series_id join platform.asset a on a.id = s.asset_id
      where r.sender = 'mqtt broker' group by 1`,
      [new Date(startMs)],
    )
    const found = new Map(rows.map(({ code, ...rest }) => [code, rest]))
    for (const [index, station] of stations.entries()) {
      const count = devices[index]?.taken() ?? 0
      expect(found.get(station), station).toEqual({ count, seconds: count - 1, right: true })
    }
    expect(await centre.look('select reason, detail from platform.dead_letter')).toEqual([])
    const { ask } = await signIn(centre.address, 'admin', adminPassword)
    await until('it is connected', async () => (await ask('GET', '/api/ingest/broker')).body.broker.connected, 40_000)
    expect(centre.output()).not.toContain(centre.mqttAddress)
  },
  120_000 + rounds * 60_000,
)
