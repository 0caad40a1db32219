import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { adminPassword, type RunningCentre, signIn } from '../../running-centre.ts'
import { type Person, people } from './people.ts'

interface Device {
  readonly code: string
  readonly type: string
  readonly name: string
  readonly agency: string
  readonly area: string
  readonly position: readonly [number, number]
  readonly attributes: object
  readonly poweredBy?: string
}

const gauges = ['mp-mua-huong-tra', 'mp-mua-binh-dien']
const ofPower = ['power_feeder', 'transformer', 'speaker_cluster', 'road_water_gauge']
const file = join(import.meta.dirname, '../../../data/demo-hue/field.json')

/** What of the demonstration's field stands in the story: two rain gauges, and the commune of Hoá Châu behind its line of 22 kV. */
export const devices: readonly Device[] = JSON.parse(readFileSync(file, 'utf8')).devices.filter(
  ({ code, type, area }: Device) => gauges.includes(code) || (area === '20014' && ofPower.includes(type)),
)
export const codesOf = (...types: readonly string[]) =>
  devices.filter(({ type }) => types.includes(type)).map(({ code }) => code)

function done(answer: { status: number; body: unknown }, what: string): void {
  if (answer.status !== 201) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
}

/** Makes the accounts of the people of the story, and registers the devices with what hangs on what: the work of days before. */
export async function prepare(centre: RunningCentre): Promise<void> {
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const ids = new Map(body.items.map(({ code, id }: { code: string; id: number }) => [code, id]))
  for (const { agency, ...person } of Object.values<Person>(people)) {
    const account = { ...person, agencyId: ids.get(agency), mustChangePassword: false }
    done(await admin.ask('POST', '/api/accounts', account), person.login)
  }
  const officer = await signIn(centre.address, people.officer.login, people.officer.password)
  for (const { agency, area: _, poweredBy: __, ...device } of devices) {
    done(await officer.ask('POST', '/api/assets', { ...device, agencyId: ids.get(agency) }), device.code)
  }
  for (const { code, poweredBy } of devices) {
    if (poweredBy === undefined) continue
    const link = { relation: 'powered_by', to: { kind: 'asset', id: poweredBy } }
    done(await officer.ask('POST', `/api/things/asset/${code}/links`, link), `what powers ${code}`)
  }
}
