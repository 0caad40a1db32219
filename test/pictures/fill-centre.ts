import { until } from '../centre.ts'
import { insertStorm } from '../insert-storm.ts'
import type { RunningCentre } from '../running-centre.ts'
import { type AgencyId, agencyIds, ask, type Person } from './ask.ts'
import { fillDirectives } from './fill-directives.ts'
import { fillIncident, handOver, likeBefore } from './fill-incidents.ts'

/** What of a filled centre stands in addresses. */
export interface Filled {
  readonly alert: string
  readonly incident: string
  /** One whose command is offered and whose bulletin waits for approval. */
  readonly offered: string
  readonly task: string
  readonly report: string
  readonly record: string
  readonly account: number
  readonly rule: number
  readonly letter: number
  readonly faultyImport: string
  /** Of ten thousand rows; empty until they are there. */
  readonly bigImport: string
  /** An instant of the flood. */
  readonly past: string
  /** Opens a large screen. */
  readonly screen: string
}

const people = [
  ['lan-anh', 'Nguyễn Thị Lan Anh', 'H57.901', 'duty_officer'],
  ['quoc-hung', 'Trần Quốc Hùng', 'H57.907', 'duty_officer'],
  ['bao-ngoc', 'Lê Hoàng Bảo Ngọc', 'H57.905', 'handler'],
  ['minh-tri', 'Hồ Viết Minh Trí', 'H57.909', 'handler'],
  ['thu-suong', 'Tôn Nữ Thị Thu Sương', 'H57.917', 'handler'],
  ['dinh-phuoc', 'Phan Đình Phước', 'H57.916', 'leader'],
  ['kim-cuong', 'Võ Thị Kim Cương', 'H57.924', 'handler'],
  ['chan-may', 'Huỳnh Văn Ưng', 'H57.921', 'handler'],
] as const

/** Eight people, one account shut, one without any right. The last's password is `password`. */
async function fillPeople(admin: Person, id: AgencyId, password: string): Promise<number> {
  const accounts: { id: number; version: number }[] = []
  for (const [login, name, agency, role] of people) {
    const account = {
      login,
      name,
      agencyId: id(agency),
      roles: [role],
      password,
      mustChangePassword: login !== 'lan-anh',
      // Who has the shift sees the whole province.
      reach: login === 'lan-anh' ? 'province' : 'agency',
    }
    accounts.push(await ask(admin, 'POST', '/api/accounts', account))
  }
  // By its own name it could not be told from a text of the page.
  const { items } = await ask(admin, 'GET', '/api/accounts?q=admin')
  const { id: own, version, agency, roles, reach } = items[0]
  await ask(admin, 'POST', `/api/accounts/${own}`, {
    version,
    name: 'Đặng Hữu Phúc',
    agencyId: agency.id,
    roles,
    reach,
  })
  const [first, , shut] = accounts
  await ask(admin, 'POST', `/api/accounts/${shut?.id}/disable`, { version: shut?.version })
  const name = { vi: 'Khách', en: 'Guest' }
  await ask(admin, 'POST', '/api/roles', { id: 'guest', name, permissions: [] })
  const guest = { login: 'khach', name: 'Khách tham quan', agencyId: id('H57.912'), roles: ['guest'], password }
  await ask(admin, 'POST', '/api/accounts', { ...guest, mustChangePassword: false })
  const keeper = await ask(admin, 'GET', '/api/roles')
  const leader = keeper.items.find((role: { id: string }) => role.id === 'leader')
  const permissions = [...leader.permissions, 'reports.create'].filter((verb: string) => verb !== 'rules.view')
  await ask(admin, 'POST', '/api/roles/leader', { version: leader.version, name: leader.name, permissions })
  return first?.id ?? 0
}

/** Alerts that are shelved, ignored and taken, beside those that nobody has. @returns the worst and an incident's */
async function fillAlerts(centre: RunningCentre, admin: Person, id: AgencyId) {
  const worst = await until(
    'the flood is over',
    async () => {
      const { items } = await ask(admin, 'GET', '/api/alerts')
      return items.length > 4 && items.find(({ severity }: { severity: string }) => severity === 'crit')
    },
    60_000,
  )
  // Those that nobody has and that head a line of their own: what joins the incident takes its line along.
  const untaken = async (): Promise<{ id: string }[]> =>
    (await ask(admin, 'GET', '/api/alerts')).items.filter(
      ({ handling, line }: { handling: string; line: unknown }) => handling === 'new' && line === null,
    )
  const second = (await untaken()).find((each) => each.id !== worst.id)
  const { id: other } = await ask(admin, 'POST', '/api/incidents', { alertId: second?.id })
  await ask(admin, 'POST', `/api/incidents/${other}/close`, {
    note: 'Nước rút dưới báo động 1, bàn giao cho phường theo dõi.',
  })
  await likeBefore(centre, worst.id, other)
  const main = await fillIncident(admin, id, worst.id)
  const [next] = await untaken()
  const offered = await handOver(admin, next?.id ?? '')
  const [third, fourth] = await untaken()
  await ask(admin, 'POST', `/api/alerts/${third?.id}/acknowledge`, {})
  const until4 = new Date(Date.now() + 4 * 3_600_000).toISOString()
  const reason = 'Điện lực sửa đường dây đến 11 giờ'
  await ask(admin, 'POST', `/api/alerts/${fourth?.id}/shelve`, { until: until4, reason })
  return {
    alert: worst.id as string,
    offered,
    agencyId: worst.agency.id as number,
    past: new Date().toISOString(),
    ...main,
  }
}

/** Messages that no reading came of, each for another reason. */
async function fillLetters(centre: RunningCentre, admin: Person): Promise<number> {
  const { username, password } = centre.credential('tram-phu-oc', ['phu-oc'])
  const at = new Date().toISOString()
  const later = new Date(Date.now() + 7 * 3_600_000).toISOString()
  const readings = [
    { asset: 'phu-oc', series: 'nhiet_do', at, value: 21 },
    { asset: 'kim-long', series: 'water_level', at, value: 2 },
    { asset: 'phu-oc', series: 'water_level', at: later, value: 2 },
    { asset: 'phu-oc', series: 'water_level', at: '1970-01-01T00:00:00Z', value: 2 },
    { asset: 'phu-oc', series: 'water_level', at, value: 'bốn mét sáu' },
  ]
  await fetch(`${centre.address}/api/ingest/readings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    },
    body: JSON.stringify({ readings }),
  })
  const { items } = await ask(admin, 'GET', '/api/dead-letters')
  return items[0].id
}

async function fillSettings(admin: Person, id: AgencyId): Promise<{ rule: number; screen: string }> {
  const window = { fromAt: new Date(Date.now() - 3_600_000), untilAt: new Date(Date.now() + 7_200_000) }
  const reason = 'Thay pin và vệ sinh cảm biến các trạm đo mưa tuyến sông Bồ theo kế hoạch quý IV'
  await ask(admin, 'POST', '/api/maintenance', { agencyId: id('H57.907'), reason, assetType: 'rain_gauge', ...window })
  const label = { vi: 'Mức độ khẩn', en: 'Urgency' }
  const options = [
    { key: 'normal', label: { vi: 'Thường', en: 'Normal' } },
    { key: 'urgent', label: { vi: 'Hoả tốc', en: 'Urgent' } },
  ]
  const field = { kind: 'choice', label, options, listed: true }
  await ask(admin, 'POST', '/api/extra-fields', { recordType: 'directives.directive', key: 'urgency', field })
  const { items: rules } = await ask(admin, 'GET', '/api/rules')
  const rule = rules[0]
  const why = 'Báo sớm hơn theo đề nghị của Đài Khí tượng Thuỷ văn'
  const definition = { ...rule.definition, latenessS: 600 }
  await ask(admin, 'POST', `/api/rules/${rule.id}`, { version: rule.version, definition, enabled: true, why })
  const { token } = await ask(admin, 'POST', '/api/screens', {
    name: 'Phòng họp trực tuyến tầng 2, trụ sở UBND thành phố',
  })
  return { rule: rule.id, screen: token }
}

/** Fills a centre whose flood is being replayed with what people and devices leave behind on a bad day. */
export async function fillCentre(centre: RunningCentre, admin: Person, password: string): Promise<Filled> {
  const id = await agencyIds(admin)
  const account = await fillPeople(admin, id, password)
  const { agencyId, ...alerts } = await fillAlerts(centre, admin, id)
  const letter = await fillLetters(centre, admin)
  const settings = await fillSettings(admin, id)
  const directives = await fillDirectives(admin, id)
  const period = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)
  const { id: report } = await ask(admin, 'POST', '/api/reports', { period, agencyId })
  return { ...alerts, account, letter, report, ...settings, ...directives, bigImport: '' }
}

/** Ten thousand directives by import, and a storm of ten thousand alerts on as many stations. @returns the import */
export async function fillMany(centre: RunningCentre, admin: Person): Promise<string> {
  const id = await agencyIds(admin)
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `Rà soát tuyến đường số ${at + 1}, báo cáo kết quả;H57.905;31/12/2026`,
  )
  const form = new FormData()
  form.append(
    'file',
    new Blob([['Nhiệm vụ;Cơ quan chủ trì;Hạn hoàn thành', ...lines].join('\n')]),
    'giao-viec-10000.csv',
  )
  const target = `/api/imports?target=record.directives.directive&agency=${id('H57.901')}`
  const { id: made } = await ask(admin, 'POST', target, form)
  for (const step of ['check', 'apply']) {
    await ask(admin, 'POST', `/api/imports/${made}/${step}`, step === 'apply' ? {} : undefined)
    await until(
      `the import is through ${step}`,
      async () => !/ing$/.test((await ask(admin, 'GET', `/api/imports/${made}`)).state),
      180_000,
    )
  }
  const superuser = { query: (text: string, values: unknown[]) => centre.look(text, values) }
  await insertStorm(superuser, { agencyCode: 'H57.907', prefix: 'tram-bao', count: 10_000 })
  await centre.look('update platform.alert set line_due = true')
  return made
}
