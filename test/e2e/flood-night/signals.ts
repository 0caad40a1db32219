import { execFile } from 'node:child_process'
import type { RunningCentre } from '../../running-centre.ts'
import { codesOf } from './field.ts'

/** Runs a program of another maker with something on its standard input. @throws {Error} with what it said when it failed */
function run(program: string, args: readonly string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, [...args], (error, stdout, stderr) =>
      error ? reject(new Error(`${program}: ${error.message} ${stdout} ${stderr}`)) : resolve(stdout),
    )
    child.stdin?.end(input)
  })
}

const hourMs = 3_600_000

/** The field outside: hourly values over MQTT by mosquitto_pub, the power company's gateway over HTTP by curl. */
export function openField(centre: RunningCentre) {
  const stations = centre.credential('tram-do', [
    ...['phu-oc', 'kim-long'],
    ...codesOf('rain_gauge', 'speaker_cluster', 'road_water_gauge'),
  ])
  const power = centre.credential('cong-dien-luc', codesOf('power_feeder', 'transformer'))

  /** Values of one device, an hour between each, the last one now. */
  async function publish(asset: string, series: string, ...values: readonly number[]): Promise<void> {
    const nowMs = Date.now()
    const lines = values.map((value, index) => {
      const at = new Date(nowMs - (values.length - 1 - index) * hourMs)
      return JSON.stringify({ at: at.toISOString(), value })
    })
    const { hostname, port } = new URL(centre.mqttAddress)
    const { username, password } = stations
    const to = ['-h', hostname, '-p', port, '-V', 'mqttv311', '-q', '1', '-u', username, '-P', password]
    await run('mosquitto_pub', [...to, '-t', `nhip/v1/${asset}/${series}`, '-l'], `${lines.join('\n')}\n`)
  }

  /** What line and transformers measure now, in one request. */
  async function sendPower(lineKv: number, lowV: number): Promise<void> {
    const at = new Date().toISOString()
    const readings = [
      ...codesOf('power_feeder').map((asset) => ({ asset, series: 'voltage', at, value: lineKv })),
      ...codesOf('transformer').map((asset) => ({ asset, series: 'voltage', at, value: lowV })),
    ]
    const login = ['-u', `${power.username}:${power.password}`, '-H', 'content-type: application/json']
    const address = `${centre.address}/api/ingest/readings`
    await run('curl', ['-sS', '--fail-with-body', ...login, '--data', '@-', address], JSON.stringify(readings))
  }

  const speakers = codesOf('speaker_cluster')
  return {
    async rain(): Promise<void> {
      await publish('mp-mua-binh-dien', 'rain', 4.5, 12, 26.5, 38)
      await publish('mp-mua-huong-tra', 'rain', 3, 14.5, 34, 56.5)
    },
    async rise(): Promise<void> {
      await publish('kim-long', 'water_level', 0.62, 0.9, 1.24, 1.71, 2.18)
      await publish('phu-oc', 'water_level', 1.2, 1.66, 2.4, 3.12, 3.9, 4.62)
    },
    /** The line of Hoá Châu is dead, and all that hangs on it. */
    async cutPower(): Promise<void> {
      await sendPower(0, 0)
      await publish('mp-ngap-hoa-chau-1', 'depth', 12, 56)
      for (const [index, code] of speakers.entries()) await publish(code, 'battery', 97, 13 + index)
    },
    async bringPowerBack(): Promise<void> {
      await sendPower(22.4, 228)
      for (const code of speakers) await publish(code, 'battery', 64)
    },
  }
}
