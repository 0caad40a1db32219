import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createCredential } from '../../src/platform/ingest/credentials.ts'
import { enrolSeries } from '../../src/platform/rollups/backfill.ts'
import { type Person, type TestCentre, until } from '../centre.ts'
import { step, uploadRows } from '../import-files.ts'
import { makeRecords, recordKinds, uploadTo } from '../make-records.ts'
import { addStation, findFiring, made, walkChain } from '../walk-chain.ts'

const label = (text: string) => ({ vi: text, en: text })
const data = (name: string) => readFileSync(join(import.meta.dirname, '../../data', name), 'utf8')

/**
 * Puts rows into every table, through the doors that people and devices use: the chain from a reading to a report, a record of every
 * type with a file, one that was issued and edited, fields that an administrator added and retired, imports, connectors, links, roles.
 */
export async function fillCentre(centre: TestCentre): Promise<void> {
  const admin = await centre.administrator()
  const { person, reportId } = await walkChain(centre, { agency: 'H57.901', asset: 'tram-chuoi' })
  const agencyId = await centre.agencyId('H57.901')
  await openMail(centre, admin, agencyId)
  const text = { section: 'proposals', text: 'Thêm trạm đo mưa' }
  made(await person.post(`/api/reports/${reportId}/texts`, text), 'text')
  made(await person.post(`/api/reports/${reportId}/send`), 'send')
  const target = { period: '2026', value: 0.9, responsibleId: agencyId, why: 'Kế hoạch năm' }
  made(await admin.post('/api/indicators/alerts_handled_in_time/targets', target), 'target')
  const fields = await addFields(admin)
  const records = await makeRecords(centre, person, agencyId, 'Bản ghi cũ')
  const directive = '/api/directives/directives'
  const id = records.get('directives.directive')?.id ?? ''
  const values = { lead: agencyId, product: 'Tờ trình', due_on: '2026-12-31' }
  made(await person.patch(`${directive}/${id}`, { version: 1, values, areaCode: '19753' }), 'edit')
  const extra = { urgency: 'high', remark: 'giữ lại' }
  made(await person.patch(`${directive}/${id}`, { version: 2, extra }), 'extra')
  made(await admin.delete(`/api/extra-fields/${fields.remark}`), 'retire')
  made(await person.post(`${directive}/${id}/moves/issue`, { version: 3, comment: 'giao' }), 'issue')
  const view = { register: 'directives.directive', name: 'Quá hạn', look: 'deadline=overdue' }
  made(await person.post('/api/views', view), 'saved view')
  made(await person.post(`/api/things/directives.directive/${id}/links`, linkTo), 'link')
  await until('the lead is told', async () => (await person.get('/api/messages')).body.items.length > 0)
  // What no shipped reaction does when it works.
  await centre.admin.query(`insert into platform.reaction_fault (module, key, happening_id, about_type, about_id, fault)
    select 'directives', 'tell_move', id, about_type, about_id, 'không đọc được' from platform.happening limit 1`)
  await centre.wall.service((tx) => enrolSeries(tx, new Date()))
  // A bucket is computed when it has ended.
  await centre.admin.query(`insert into platform.reading_rollup
      (series_id, agency_id, step_s, start_at, count, low, high, sum, first, last)
    select series_id, agency_id, 86400, platform.rollup_start(86400, at), 1, value, value, value, value, value from platform.reading limit 1`)
  await importBoth(centre, person, agencyId)
  await sendOverHttp(centre)
  await changeAssets(centre, person, agencyId)
  await workOnIncident(centre, admin, person, agencyId)
  await administer(centre, admin)
}

const linkTo = { relation: 'caused_by', to: { kind: 'asset', id: 'tram-chuoi' } }

/** An incident that stays open: moved on, its command handed over, a bulletin of it sent, a task that is late and says why. */
async function workOnIncident(centre: TestCentre, admin: Person, person: Person, agencyId: number): Promise<void> {
  await addStation(person, agencyId, 'tram-ban-giao')
  await centre.send('tram-ban-giao', 'water_level', 5)
  const alert = await findFiring(person, 'tram-ban-giao')
  const { id } = made(await person.post('/api/incidents', { alertId: alert.id }), 'incident')
  const incident = `/api/incidents/${id}`
  made(await person.post(`${incident}/stage`, { from: 'detected', to: 'responding' }), 'stage')
  await centre.officer('nhan-ban-giao', 'H57.901')
  const { items } = made(await person.get(`${incident}/successors`), 'successors')
  made(await person.post(`${incident}/handovers`, { to: items[0].account.id, note: 'Hết ca' }), 'hand-over')
  made(await admin.post('/api/bulletins/setting', { secondPerson: false }), 'alone')
  const bulletin = { title: 'Bản tin cũ', text: 'Nước còn lên.', audience: 'chosen', agencyIds: [agencyId] }
  const draft = made(await person.post(`${incident}/bulletins`, bulletin), 'bulletin')
  const seen = { version: draft.version, agencies: 1, addresses: 1 }
  made(await person.post(`/api/bulletins/${draft.id}/send`, seen), 'bulletin sent')
  const task = made(await person.post(`${incident}/tasks`, { title: 'Việc trễ', agencyId }), 'task')
  await centre.admin.query("update platform.task set due_at = now() - interval '1 hour' where id = $1", [task.id])
  made(await person.post(`/api/tasks/${task.id}/late-reason`, { reason: 'data_not_synced', words: '' }), 'late')
}

/** A channel that is on, through a mail server that is not there. */
async function openMail(centre: TestCentre, admin: Person, agencyId: number): Promise<void> {
  await centre.messaging.start()
  const config = { host: '127.0.0.1', port: 9, security: 'none', sender: 'dieuhanh@hue.example' }
  made(await admin.post('/api/channels/email/mail', { enabled: true, config }), 'channel')
  const address = { agencyId, address: 'vanthu@hue.example' }
  made(await admin.post('/api/channels/email/mail/addresses', address), 'address')
}

/** A reading that is corrected, by requests that carry keys. */
async function sendOverHttp(centre: TestCentre): Promise<void> {
  const gateway = { name: 'cong-cu', assetCodes: null, agencyId: null }
  const secret = await centre.wall.service((tx) => createCredential(tx, gateway))
  const authorization = `Basic ${Buffer.from(`cong-cu:${secret}`).toString('base64')}`
  const reading = {
    asset: 'tram-chuoi',
    series: 'water_level',
    at: new Date(Date.now() - 86_400_000).toISOString(),
    value: 1,
  }
  for (const [index, payload] of [[reading], [{ ...reading, value: 2, correction: true }]].entries()) {
    const headers = { authorization, 'idempotency-key': `cu-${index}` }
    const answer = await centre.app.inject({ method: 'POST', url: '/api/ingest/readings', headers, payload })
    if (answer.json().refused !== 0) throw new Error(`readings: ${answer.body}`)
  }
}

async function addFields(admin: Person): Promise<Record<string, number>> {
  const options = [
    { key: 'high', label: label('Khẩn') },
    { key: 'low', label: label('Thường') },
  ]
  const wanted = {
    urgency: { kind: 'choice', label: label('Độ khẩn'), options },
    remark: { kind: 'text', label: label('Ghi chú'), maxLength: 200 },
  }
  const ids: Record<string, number> = {}
  for (const [key, field] of Object.entries(wanted)) {
    const body = { recordType: 'directives.directive', key, field }
    ids[key] = made(await admin.post('/api/extra-fields', body), key).id
  }
  return ids
}

/** One import that left a faulty row out and keeps its file, one of assets that changed something that stood. */
async function importBoth(centre: TestCentre, person: Person, agencyId: number): Promise<void> {
  const records = 'Nhiệm vụ;Cơ quan chủ trì;Độ khẩn\nNhập vào;H57.907;Khẩn\nSai;Sở Không Có;\n'
  const assets = 'Mã;Tên;Kinh độ;Vĩ độ\ntram-chuoi;Trạm đổi tên;107,6;16,45\ntram-nhap;Trạm nhập;107,61;16,46\n'
  for (const [target, text] of [
    ['record.directives.directive', records],
    ['asset.river_station', assets],
  ] as const) {
    const { body } = await uploadRows(centre, person, target, agencyId, 'cu.csv', text)
    await step(person, body.id, 'check')
    const { state } = await step(person, body.id, 'apply', { goodOnly: true })
    if (state !== 'applied') throw new Error(`${target} is ${state}`)
  }
}

async function changeAssets(centre: TestCentre, person: Person, agencyId: number): Promise<void> {
  for (const { address } of recordKinds.slice(0, 1)) {
    const { body } = await person.get(address)
    await uploadTo(centre, person, `${address}/${body.items[0].id}/files`)
  }
  const old = { code: 'tram-thoi', type: 'river_station', name: 'Trạm thôi dùng', agencyId, attributes: {} }
  const { version } = made(await person.post('/api/assets', old), 'asset')
  made(await person.post('/api/assets/tram-thoi/retire', { version, reason: 'hỏng' }), 'retired')
  made(await person.post('/api/assets/tram-nhap/credentials', { name: 'tram-nhap' }), 'credential')
  await centre.send('tram-nhap', 'water_level', 0.5)
  await until('the reading is the last value', async () => {
    const { body } = await person.get('/api/assets/tram-nhap')
    return body.series.some(({ lastValue }: { lastValue: number | null }) => lastValue === 0.5)
  })
}

async function administer(centre: TestCentre, admin: Person): Promise<void> {
  const hours = (n: number) => new Date(Date.now() + n * 3_600_000).toISOString()
  const window = { agencyId: 1, fromAt: hours(24), untilAt: hours(26), reason: 'Thay pin trạm, ví dụ' }
  made(await admin.post('/api/maintenance', window), 'maintenance window')
  made(await admin.post('/api/roles', { id: 'reader', name: label('Người xem'), permissions: ['alerts.read'] }), 'role')
  made(await admin.post('/api/screens', { name: 'Phòng họp tầng 2' }), 'screen link')
  await centre.admin.query('insert into platform.arrival (minute_at, agency_id, heard) values (now(), 1, 1)')
  await centre.connectors.start()
  made(await admin.post('/api/connectors/websites/poll', { enabled: false }), 'connector')
  await centre.admin.query(`insert into platform.basemap (name, kind, source, attribution, facts, shown)
    values ('Bản đồ cũ', 'geojson', 'cu.geojson', 'Ví dụ', '{"content":"data","minZoom":0,"maxZoom":22,"layers":[]}', false)`)
  const rename = { name: 'Sở Công Thương và Năng lượng', from: '2026-11-01' }
  made(await admin.post('/api/agencies/H57.909/rename', rename), 'rename')
  const { body } = await admin.get('/api/accounts')
  const post = { accountId: body.items[0].id, title: 'Chánh Văn phòng', from: '2026-07-01' }
  made(await admin.post('/api/agencies/H57.901/posts', post), 'post')
  const rule = { amount: 5, unit: 'day', source: 'Quy chế trình diễn', confirmed: true }
  made(await admin.patch('/api/deadline-rules/directives.directive/acceptance', rule), 'deadline')
  // A renamed commune of the province: a list that was reviewed and applied.
  const units: { provinces: { code: string; communes: Record<string, string> }[] } = JSON.parse(
    data('areas/units.json'),
  )
  const communes = Object.entries(units.provinces.find(({ code }) => code === '46')?.communes ?? {})
  const [code = ''] = communes.find(([, name]) => name.startsWith('Xã ')) ?? []
  const content = `code,name,kind,parent,valid_from\n${code},Đổi Tên,Phường,46,2026-09-20\n`
  const ring = [
    [107.5, 16.4],
    [107.6, 16.4],
    [107.6, 16.5],
    [107.5, 16.4],
  ]
  const drawn = { type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [ring] } }
  const polygons = JSON.stringify({ type: 'FeatureCollection', features: [drawn] })
  const list = {
    name: 'Một xã thành phường, ví dụ',
    format: 'csv',
    content,
    covers: 'listed',
    validFrom: '2026-09-20',
    polygons,
  }
  const { id } = made(await admin.post('/api/areas/imports', list), 'areas')
  made(await admin.post(`/api/areas/imports/${id}/apply`), 'areas applied')
}
