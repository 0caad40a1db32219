import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadModules } from '../src/platform/modules/load.ts'
import { datesOf } from '../src/platform/records/record-dates.ts'
import { openTestCentre, type Person, type TestCentre } from './centre.ts'
import { listRoutes } from './centre-routes.ts'
import { step, uploadRows } from './import-files.ts'
import { type MadeRecord, makeRecords, recordKinds, uploadTo } from './make-records.ts'
import { readZip } from './read-zip.ts'
import { addStation, findFiring, made, thisMonth, upload, type Walk, walkChain } from './walk-chain.ts'

const modules = await loadModules()

let centre: TestCentre
/** Agriculture and environment, H57.907, and its rows. */
let farm: Rows & { person: Person }
/** Industry and trade, H57.909, and its rows. */
let trade: Rows & { person: Person }
let farmId: number
let tradeId: number

/** Rows of one walk along the chain, one record of every type, and a link between two things. */
type Rows = Walk & {
  readonly records: ReadonlyMap<string, MadeRecord>
  readonly linkId: number
  readonly importId: string
  readonly bulletinId: string
  /** Code of its station. */
  readonly asset: string
}

/** What is asked of a whole line, by its address. */
const lineBodies = {
  acknowledge: { group: 'taken' },
  release: undefined,
  close: { group: 'taken' },
  dismiss: { group: 'taken', reason: 'thử' },
  shelve: { group: 'taken', until: new Date(Date.now() + 600_000).toISOString(), reason: 'thử' },
  unshelve: undefined,
} as const

const nobody = '019ab0c0-0000-7000-8000-000000000000'

beforeAll(async () => {
  centre = await openTestCentre()
  farmId = await centre.agencyId('H57.907')
  tradeId = await centre.agencyId('H57.909')
  const walk = async (agency: string, asset: string, agencyId: number) => {
    const rows = await walkChain(centre, { agency, asset })
    const records = await makeRecords(centre, rows.person, agencyId, `Hồ sơ của ${asset}`)
    const { body } = await rows.person.get(`/api/things/incident/${rows.incidentId}/links`)
    const file = `Nhiệm vụ,Hạn hoàn thành\nViệc nhập của ${asset},05/12/2026\nViệc hỏng của ${asset},mai\n`
    const target = 'record.directives.directive'
    const uploaded = await uploadRows(centre, rows.person, target, agencyId, `tep-${asset}.csv`, file)
    await step(rows.person, uploaded.body.id, 'check')
    const draft = { title: `Bản tin của ${asset}`, text: 'x', audience: 'tasked' }
    const bulletin = made(await rows.person.post(`/api/incidents/${rows.incidentId}/bulletins`, draft), 'bulletin')
    const [linkId, importId, bulletinId] = [body.items[0].id, uploaded.body.id, bulletin.id]
    return { ...rows, records, linkId, importId, bulletinId, asset }
  }
  farm = await walk('H57.907', 'tram-mot', farmId)
  trade = await walk('H57.909', 'tram-hai', tradeId)
  // A second alert of one side, so that figures of both sides together differ from figures of either.
  await addStation(farm.person, farmId, 'tram-mot-b')
  await centre.send('tram-mot-b', 'water_level', 4.2)
  await findFiring(farm.person, 'tram-mot-b')
})
afterAll(() => centre.close())

/** Everything by which a row of `walk` could be known in an answer. */
const marksOf = (walk: Rows, asset: string, more: readonly string[]) => [
  walk.alertId,
  walk.incidentId,
  walk.taskId,
  walk.evidenceId,
  walk.reportId,
  `"${asset}"`,
  `Trạm ${asset}`,
  `Việc của ${asset}`,
  `truc-${asset}`,
  walk.importId,
  walk.bulletinId,
  `Bản tin của ${asset}`,
  `Việc nhập của ${asset}`,
  `tep-${asset}`,
  `Hồ sơ của ${asset}`,
  ...[...walk.records.values()].flatMap(({ id, fileId }) => [id, fileId]),
  ...more,
]
const farmMarks = () => marksOf(farm, 'tram-mot', ['phu-oc', 'kim-long', 'ho-ta-trach'])
const tradeMarks = () => marksOf(trade, 'tram-hai', ['ho-binh-dien', 'ho-huong-dien'])

/** How a route is shown to keep rows apart. */
type Door =
  | { readonly everyone: string }
  /** Answers both officers, each with rows of their own only; `own` must be there. */
  | { readonly list: string; readonly own: (walk: Rows, asset: string) => string }
  /** Answers 404 for a row of the other, word for word as for one that does not exist. */
  | { readonly one: (walk: Rows, asset: string) => string; readonly missing: string }
  /** Checked by a test of its own below. */
  | { readonly own: string }

const doors: Record<string, Door> = {
  ...Object.fromEntries(
    modules.flatMap(({ id, routes = [] }) =>
      routes.map(({ path }): [string, Door] => [
        `GET /api/${id}/${path}`,
        { list: `/api/${id}/${path}`, own: () => '' },
      ]),
    ),
  ),
  ...Object.fromEntries(
    recordKinds.flatMap(({ key, address }): [string, Door][] => {
      const of = (walk: Rows) => walk.records.get(key) ?? { id: nobody, fileId: nobody }
      return [
        [`GET ${address}`, { list: address, own: (walk) => of(walk).id }],
        [`GET ${address}/counts`, { own: 'counts' }],
        [`GET ${address}/calendar`, { own: 'counts' }],
        [`GET ${address}/export.csv`, { list: `${address}/export.csv`, own: (_, asset) => `Hồ sơ của ${asset}` }],
        [`GET ${address}/export.xlsx`, { own: 'workbooks' }],
        [`GET ${address}/{id}`, { one: (walk) => `${address}/${of(walk).id}`, missing: `${address}/${nobody}` }],
        [
          `GET ${address}/{id}/history`,
          { one: (walk) => `${address}/${of(walk).id}/history`, missing: `${address}/${nobody}/history` },
        ],
        [
          `GET ${address}/{id}/files/{file}`,
          {
            one: (walk) => `${address}/${of(walk).id}/files/${of(walk).fileId}`,
            missing: `${address}/${nobody}/files/${nobody}`,
          },
        ],
      ]
    }),
  ),
  'GET /api/dead-letters': { list: '/api/dead-letters', own: (_, asset) => `nhip/v1/${asset}/water_level` },
  'GET /api/dead-letters/groups': { own: 'dead letters' },
  'GET /api/dead-letters/export.csv': {
    list: '/api/dead-letters/export.csv',
    own: (_, asset) => `nhip/v1/${asset}/water_level`,
  },
  'GET /api/dead-letters/{id}': { own: 'dead letters' },
  'GET /api/audit': { own: 'audit' },
  'GET /api/audit/choices': { own: 'audit' },
  'GET /api/audit/export.csv': { own: 'audit' },
  'GET /api/audit/export.xlsx': { own: 'audit' },
  'GET /api/audit/seal': { everyone: 'numbers of the chain over all rows; needs audit.read' },
  'GET /api/import-targets': { everyone: 'declarations are the same for all' },
  'GET /api/import-targets/{target}/template.csv': { everyone: 'declarations are the same for all' },
  'GET /api/import-targets/{target}/template.xlsx': { everyone: 'declarations are the same for all' },
  'GET /api/imports': { list: '/api/imports', own: (walk) => walk.importId },
  'GET /api/imports/{id}': { one: (walk) => `/api/imports/${walk.importId}`, missing: `/api/imports/${nobody}` },
  'GET /api/imports/{id}/faults': {
    one: (walk) => `/api/imports/${walk.importId}/faults`,
    missing: `/api/imports/${nobody}/faults`,
  },
  'GET /api/imports/{id}/faulty.csv': {
    one: (walk) => `/api/imports/${walk.importId}/faulty.csv`,
    missing: `/api/imports/${nobody}/faulty.csv`,
  },
  'GET /api/record-types': { everyone: 'declarations are the same for all' },
  'GET /api/record-settings': { everyone: 'declarations, fields and deadlines are the same for all' },
  'GET /api/search': { list: '/api/search?q=tram&limit=50', own: (_, asset) => `"${asset}"` },
  'GET /api/things': { list: '/api/things?limit=1000', own: (_, asset) => `"${asset}"` },
  'GET /api/things/{kind}/{id}': {
    one: (_, asset) => `/api/things/asset/${asset}`,
    missing: '/api/things/asset/nowhere',
  },
  'GET /api/things/{kind}/{id}/links': {
    one: (walk) => `/api/things/incident/${walk.incidentId}/links`,
    missing: `/api/things/incident/${nobody}/links`,
  },
  'GET /healthz': { everyone: 'alive' },
  'GET /readyz': { everyone: 'ready' },
  'GET /metrics': { everyone: 'counts of requests and of the process; no rows' },
  'GET /api/openapi.json': { everyone: 'what the API looks like' },
  'GET /api/session': { everyone: 'who is signed in' },
  'GET /api/rules': {
    everyone: 'rules are the province’s; what they fired is counted behind the wall (src/platform/rules)',
  },
  'GET /api/first-hour': { everyone: 'needs the reach of the whole province' },
  'GET /api/readings/keeping': { everyone: 'needs the reach of the whole province' },
  'GET /api/alerts/limits': { everyone: 'terms by severity are the province’s' },
  'GET /api/rules/choices': { everyone: 'declarations and agencies are the same for all' },
  'GET /api/rules/export.csv': { everyone: 'rules are the province’s' },
  'GET /api/rules/{rule}/versions': { everyone: 'rules are the province’s' },
  'GET /api/views': { everyone: 'one’s own and those of one’s agency, src/platform/saved-views' },
  'GET /api/roles': { own: 'accounts' },
  'GET /api/permissions': { everyone: 'which verbs there are' },
  'GET /api/agencies': { everyone: 'agencies are public knowledge' },
  'GET /api/agencies/{code}': { own: 'posts' },
  'GET /api/agencies/{code}/effects': { own: 'posts' },
  'GET /api/areas': { everyone: 'areas are public knowledge' },
  'GET /api/areas/at': { everyone: 'areas are public knowledge' },
  'GET /api/areas/resolve': { everyone: 'areas are public knowledge' },
  'GET /api/areas/{code}': { everyone: 'areas are public knowledge' },
  'GET /api/areas/imports': { everyone: 'lists of areas are the same for all who manage them' },
  'GET /api/areas/imports/{id}': { everyone: 'lists of areas are the same for all who manage them' },
  'GET /api/areas.geojson': { everyone: 'communes are public knowledge' },
  'GET /api/basemaps': { everyone: 'the base map is public knowledge' },
  'GET /api/basemaps/{id}/tiles/{zoom}/{x}/{y}': { everyone: 'the base map is public knowledge' },
  'GET /api/basemaps/{id}/data': { everyone: 'the base map is public knowledge' },
  'GET /api/basemap/{file}': { everyone: 'the base map is public knowledge' },
  'GET /api/deadlines/preview': { everyone: 'arithmetic on the calendar' },
  'GET /api/indicators': { everyone: 'which indicators there are' },
  'GET /api/messages': { own: 'messages, src/platform/messages' },
  'GET /api/messages/export.csv': { own: 'messages, src/platform/messages' },
  'GET /api/messages/export.xlsx': { own: 'messages, src/platform/messages' },
  'GET /api/channels': { everyone: 'channels work for the province; needs channels.manage' },
  'GET /api/channels/{module}/{key}/addresses': { own: 'messages, src/platform/messages' },
  'GET /api/reactions': { everyone: 'reactions work for the province; needs channels.manage' },
  'GET /api/ingest/broker': { everyone: 'the broker works for the province' },
  'GET /api/connectors': { everyone: 'connectors work for the province' },
  'GET /api/accounts': { own: 'accounts' },
  'GET /api/accounts/{id}': { own: 'accounts' },
  'GET /api/accounts/export.csv': { own: 'accounts' },
  'GET /api/accounts/export.xlsx': { own: 'accounts' },
  'GET /api/summary': { own: 'figures' },
  'GET /api/alerts/by-area': { own: 'figures' },
  'GET /api/indicators/{key}': { own: 'figures' },
  'GET /api/indicators/board': { own: 'figures' },
  'GET /api/indicators/{key}/areas': { own: 'figures' },
  'GET /api/indicators/{key}/targets': { everyone: 'what all agencies are measured by is public among them' },
  'GET /api/live': { own: 'live events' },
  'GET /api/assets': { list: '/api/assets', own: (_, asset) => `"${asset}"` },
  'GET /api/asset-types': { own: 'counts of assets' },
  'GET /api/assets/counts': { own: 'counts of assets' },
  'GET /api/assets/export.csv': {
    list: '/api/assets/export.csv?type=river_station',
    own: (_, asset) => asset,
  },
  'GET /api/assets/export.xlsx': { own: 'counts of assets' },
  'GET /api/assets/{code}/credentials': {
    one: (_, asset) => `/api/assets/${asset}/credentials`,
    missing: '/api/assets/nowhere/credentials',
  },
  'GET /api/assets/{code}/sending': {
    one: (_, asset) => `/api/assets/${asset}/sending`,
    missing: '/api/assets/nowhere/sending',
  },
  'GET /api/assets.geojson': { list: '/api/assets.geojson', own: (_, asset) => `"${asset}"` },
  'GET /api/map/alerts': { own: 'src/platform/map/tiles.test.ts' },
  'GET /api/past/strip': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/summary': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/points': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/lines': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/lines/{id}': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/alerts/{id}': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/assets/{code}': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/areas': { own: 'src/platform/past/past.test.ts' },
  'GET /api/past/course': { own: 'src/platform/past/past.test.ts' },
  'GET /api/screens': { own: 'src/platform/screens/screens.test.ts' },
  'GET /api/map/tiles/{z}/{x}/{y}': { own: 'src/platform/map/tiles.test.ts' },
  'GET /api/assets/{code}': { one: (_, asset) => `/api/assets/${asset}`, missing: '/api/assets/nowhere' },
  'GET /api/readings': {
    one: (_, asset) => `/api/readings?asset=${asset}&series=water_level`,
    missing: '/api/readings?asset=nowhere&series=water_level',
  },
  'GET /api/readings/corrections': {
    one: (_, asset) => `/api/readings/corrections?asset=${asset}&series=water_level`,
    missing: '/api/readings/corrections?asset=nowhere&series=water_level',
  },
  'GET /api/readings/course': {
    one: (_, asset) => `/api/readings/course?asset=${asset}&series=water_level&from=2026-01-01T00:00:00Z`,
    missing: '/api/readings/course?asset=nowhere&series=water_level&from=2026-01-01T00:00:00Z',
  },
  'GET /api/alerts': { list: '/api/alerts?state=all', own: (walk) => walk.alertId },
  'GET /api/alerts/lines': { list: '/api/alerts/lines', own: (walk) => walk.alertId },
  'GET /api/alerts/calmed': { own: 'src/platform/alerts/close-calmed.test.ts' },
  'GET /api/alerts/choices': { own: 'src/platform/alerts/line-choices.test.ts' },
  'GET /api/alerts/history': { list: '/api/alerts/history', own: (walk) => walk.alertId },
  'GET /api/alerts/history/export.csv': { own: 'src/platform/alerts/history.test.ts' },
  'GET /api/alerts/history/export.xlsx': { own: 'src/platform/alerts/history.test.ts' },
  'GET /api/alerts/history/totals': { own: 'src/platform/alerts/history.test.ts' },
  'GET /api/alerts/load': { own: 'src/platform/alerts/read-load.test.ts' },
  'GET /api/alerts/lines/{id}': { own: 'src/platform/alerts/lines.test.ts' },
  'GET /api/maintenance/export.csv': { own: 'src/platform/alerts/lines.test.ts' },
  'GET /api/maintenance/export.xlsx': { own: 'src/platform/alerts/lines.test.ts' },
  'GET /api/maintenance': { own: 'src/platform/alerts/lines.test.ts' },
  'GET /api/alerts/{id}': { one: (walk) => `/api/alerts/${walk.alertId}`, missing: `/api/alerts/${nobody}` },
  'GET /api/incidents': { list: '/api/incidents?state=all', own: (walk) => walk.incidentId },
  'GET /api/incidents/{id}': {
    one: (walk) => `/api/incidents/${walk.incidentId}`,
    missing: `/api/incidents/${nobody}`,
  },
  'GET /api/incidents/{id}/affected': {
    one: (walk) => `/api/incidents/${walk.incidentId}/affected`,
    missing: `/api/incidents/${nobody}/affected`,
  },
  'GET /api/incidents/{id}/similar': {
    one: (walk) => `/api/incidents/${walk.incidentId}/similar`,
    missing: `/api/incidents/${nobody}/similar`,
  },
  'GET /api/incidents/{id}/successors': {
    one: (walk) => `/api/incidents/${walk.incidentId}/successors`,
    missing: `/api/incidents/${nobody}/successors`,
  },
  'GET /api/incidents/{id}/bulletins': {
    one: (walk) => `/api/incidents/${walk.incidentId}/bulletins`,
    missing: `/api/incidents/${nobody}/bulletins`,
  },
  'GET /api/incidents/{id}/bulletins/reach': {
    one: (walk) => `/api/incidents/${walk.incidentId}/bulletins/reach?audience=all`,
    missing: `/api/incidents/${nobody}/bulletins/reach?audience=all`,
  },
  'GET /api/bulletins/{id}': {
    one: (walk) => `/api/bulletins/${walk.bulletinId}`,
    missing: `/api/bulletins/${nobody}`,
  },
  'GET /api/bulletins/{id}/export.csv': {
    one: (walk) => `/api/bulletins/${walk.bulletinId}/export.csv`,
    missing: `/api/bulletins/${nobody}/export.csv`,
  },
  'GET /api/bulletins/{id}/export.xlsx': {
    one: (walk) => `/api/bulletins/${walk.bulletinId}/export.xlsx`,
    missing: `/api/bulletins/${nobody}/export.xlsx`,
  },
  'GET /api/bulletins/setting': { everyone: 'the setting is the province’s; needs channels.manage' },
  'GET /api/incidents/commanders': { list: '/api/incidents/commanders', own: (_, asset) => `truc-${asset}` },
  'GET /api/late-reasons': { everyone: 'reasons of the province, the same for all' },
  'GET /api/incidents/figure-kinds': { everyone: 'kinds of the province, the same for all' },
  'GET /api/map/layers': { everyone: 'layers that modules declare, the same for all' },
  'GET /api/map/layers/{layer}': { own: 'src/platform/map/amounts.test.ts' },
  'GET /api/past/layers/{layer}': { own: 'src/platform/map/amounts.test.ts' },
  'GET /api/tasks': { list: '/api/tasks?state=all&side=all', own: (walk) => walk.taskId },
  'GET /api/tasks/{id}': { one: (walk) => `/api/tasks/${walk.taskId}`, missing: `/api/tasks/${nobody}` },
  'GET /api/evidence/{id}/file': {
    one: (walk) => `/api/evidence/${walk.evidenceId}/file`,
    missing: `/api/evidence/${nobody}/file`,
  },
  'GET /api/indicators/{key}/rows': {
    list: `/api/indicators/alerts_handled_in_time/rows?period=${thisMonth()}`,
    own: (walk) => walk.alertId,
  },
  'GET /api/reports': { list: '/api/reports', own: (walk) => walk.reportId },
  'GET /api/reports/{id}': { one: (walk) => `/api/reports/${walk.reportId}`, missing: `/api/reports/${nobody}` },
  'GET /api/reports/{id}/lines/{key}/rows': {
    one: (walk) => `/api/reports/${walk.reportId}/lines/alerts_handled_in_time/rows`,
    missing: `/api/reports/${nobody}/lines/alerts_handled_in_time/rows`,
  },
  'GET /api/reports/{id}/lines/{key}/rows.xlsx': {
    one: (walk) => `/api/reports/${walk.reportId}/lines/alerts_handled_in_time/rows.xlsx`,
    missing: `/api/reports/${nobody}/lines/alerts_handled_in_time/rows.xlsx`,
  },
  'GET /api/reports/{id}/document.docx': {
    one: (walk) => `/api/reports/${walk.reportId}/document.docx`,
    missing: `/api/reports/${nobody}/document.docx`,
  },
}

const change = (address: string, body?: object, method: 'post' | 'patch' = 'post') => ({ address, body, method })
type MakeChange = (walk: Rows) => ReturnType<typeof change>
/** Every route that changes something that stands, tried on a row of the other. */
const changes: Record<string, MakeChange | { everyone: string }> = {
  ...Object.fromEntries(
    recordKinds.flatMap(({ key, address, record }): [string, MakeChange | { everyone: string }][] => {
      const at = (walk: Rows) => `${address}/${walk.records.get(key)?.id ?? nobody}`
      return [
        [`POST ${address}`, { everyone: 'refused for agencies that are not one’s own, below' }],
        [`POST ${address}/{id}/files`, { everyone: 'a form, tried on a row of the other below' }],
        [
          `POST ${address}/{id}/late-reasons`,
          (walk) => change(`${at(walk)}/late-reasons`, { clock: 1, reason: 'waiting_for_others' }),
        ],
        [`PATCH ${address}/{id}`, (walk) => change(at(walk), { version: 1, areaCode: null }, 'patch')],
        ...Object.keys(record.lifecycle.moves).map((move): [string, MakeChange] => [
          `POST ${address}/{id}/moves/${move}`,
          (walk) => change(`${at(walk)}/moves/${move}`, { version: 1, comment: 'thử' }),
        ]),
      ]
    }),
  ),
  'POST /api/imports': { everyone: 'refused for agencies that are not one’s own, src/platform/imports' },
  'PATCH /api/imports/{id}': ({ importId }) => change(`/api/imports/${importId}`, { mapping: [] }, 'patch'),
  'POST /api/imports/{id}/check': ({ importId }) => change(`/api/imports/${importId}/check`),
  'POST /api/imports/{id}/apply': ({ importId }) => change(`/api/imports/${importId}/apply`, { goodOnly: true }),
  'POST /api/imports/{id}/undo': ({ importId }) => change(`/api/imports/${importId}/undo`),
  'POST /api/first-hour/province': { everyone: 'needs the reach of the whole province' },
  'POST /api/first-hour/steps/{step}': { everyone: 'needs the reach of the whole province' },
  'POST /api/readings/keeping': { everyone: 'needs the reach of the whole province' },
  'POST /api/alerts/limits/{severity}': { everyone: 'needs the reach of the whole province' },
  'POST /api/rules': { everyone: 'needs the reach of the whole province' },
  'POST /api/rules/{rule}': { everyone: 'needs the reach of the whole province' },
  'POST /api/rules/{rule}/default': { everyone: 'needs the reach of the whole province' },
  'POST /api/rules/try': { everyone: 'looks at rows of one’s own only, src/platform/rules' },
  'POST /api/extra-fields': { everyone: 'needs the reach of the whole province' },
  'PATCH /api/extra-fields/{field}': { everyone: 'needs the reach of the whole province' },
  'POST /api/extra-fields/order': { everyone: 'needs the reach of the whole province' },
  'DELETE /api/extra-fields/{field}': { everyone: 'needs the reach of the whole province' },
  'PATCH /api/deadline-rules/{recordType}/{key}': { everyone: 'needs the reach of the whole province' },
  'POST /api/things/{kind}/{id}/links': ({ incidentId }) =>
    change(`/api/things/incident/${incidentId}/links`, {
      relation: 'hosted_on',
      to: { kind: 'incident', id: incidentId },
    }),
  'POST /api/links/{id}/end': ({ linkId }) => change(`/api/links/${linkId}/end`),
  'POST /api/views': { everyone: 'is of one’s own agency always' },
  'PATCH /api/views/{id}': { everyone: 'tried on a view of the other, src/platform/saved-views' },
  'DELETE /api/views/{id}': { everyone: 'tried on a view of the other, src/platform/saved-views' },
  'POST /api/views/{id}/restore': { everyone: 'tried on a view of the other, src/platform/saved-views' },
  'POST /api/audit/verify': { everyone: 'changes nothing; needs audit.read' },
  'POST /api/session': { everyone: 'sign-in' },
  'POST /api/ingest/readings': { everyone: 'for devices, each its own assets only, src/platform/ingest' },
  'DELETE /api/session': { everyone: 'sign-out' },
  'POST /api/session/password': { everyone: 'one’s own password' },
  'POST /api/accounts': { everyone: 'refused for agencies that are not one’s own, below' },
  'POST /api/accounts/{id}': { everyone: 'tried on an account of the other below' },
  'POST /api/accounts/{id}/disable': { everyone: 'tried on an account of the other below' },
  'POST /api/accounts/{id}/enable': { everyone: 'tried on an account of the other below' },
  'POST /api/accounts/{id}/password': { everyone: 'tried on an account of the other below' },
  'POST /api/channels/{module}/{key}': { everyone: 'channels work for the province; needs channels.manage' },
  'POST /api/channels/{module}/{key}/test': { everyone: 'touches no row; needs channels.manage' },
  'POST /api/channels/{module}/{key}/addresses': {
    everyone: 'refused for agencies not in sight, src/platform/messages',
  },
  'DELETE /api/channels/addresses/{id}': { everyone: 'refused for agencies not in sight, src/platform/messages' },
  'POST /api/messages/deliveries/{id}/retry': { everyone: 'refused for agencies not in sight, src/platform/messages' },
  'POST /api/dead-letters/replay': { everyone: 'others’ letters are «gone», src/platform/ingest' },
  'POST /api/dead-letters/dismiss': { everyone: 'others’ letters are left alone, src/platform/ingest' },
  'POST /api/reactions/faults/{id}/retry': { everyone: 'reactions work for the province; needs channels.manage' },
  'POST /api/reactions/faults/{id}/settle': { everyone: 'reactions work for the province; needs channels.manage' },
  'POST /api/connectors/{module}/{key}/test': {
    everyone: 'connectors work for the province; needs connectors.manage',
  },
  'POST /api/connectors/{module}/{key}': { everyone: 'connectors work for the province; needs connectors.manage' },
  'POST /api/roles': { everyone: 'needs the reach of the whole province' },
  'POST /api/roles/{id}': { everyone: 'needs the reach of the whole province' },
  'POST /api/roles/{id}/retire': { everyone: 'needs the reach of the whole province' },
  'POST /api/roles/{id}/restore': { everyone: 'needs the reach of the whole province' },
  'POST /api/areas/imports': { everyone: 'needs the reach of the whole province' },
  'POST /api/areas/imports/{id}/apply': { everyone: 'needs the reach of the whole province' },
  'POST /api/areas/imports/{id}/undo': { everyone: 'needs the reach of the whole province' },
  'POST /api/agencies': { everyone: 'refused below agencies that are not one’s own, src/platform/agencies' },
  'POST /api/agencies/{code}/rename': { everyone: 'refused below' },
  'POST /api/agencies/{code}/phone': { everyone: 'refused below' },
  'POST /api/agencies/{code}/move': { everyone: 'refused below' },
  'POST /api/agencies/{code}/close': { everyone: 'refused below' },
  'POST /api/agencies/{code}/posts': { everyone: 'refused below' },
  'POST /api/agencies/{code}/posts/{post}/end': { everyone: 'refused below' },
  'POST /api/screens': { everyone: 'sees what its maker sees, src/platform/screens' },
  'POST /api/screens/open': { everyone: 'by the token of a link, src/platform/screens' },
  'DELETE /api/screens/{id}': { everyone: 'refused for those of others, src/platform/screens' },
  'POST /api/maintenance': { everyone: 'refused for agencies not in sight, src/platform/alerts/lines.test.ts' },
  'POST /api/maintenance/{id}/cancel': { everyone: 'refused for those of others, src/platform/alerts/lines.test.ts' },
  'POST /api/assets': { everyone: 'refused for agencies that are not one’s own, below' },
  'PATCH /api/assets/{code}': ({ asset }) => change(`/api/assets/${asset}`, { version: 1, name: 'thử' }, 'patch'),
  'POST /api/assets/{code}/retire': ({ asset }) => change(`/api/assets/${asset}/retire`, { version: 1, reason: 'thử' }),
  'POST /api/assets/{code}/restore': ({ asset }) => change(`/api/assets/${asset}/restore`, { version: 1 }),
  'POST /api/assets/{code}/credentials': ({ asset }) => change(`/api/assets/${asset}/credentials`, { name: 'thu' }),
  'POST /api/indicators/{key}/targets': { everyone: 'needs the reach of the whole province' },
  'POST /api/reports': { everyone: 'refused for agencies that are not one’s own, below' },
  'POST /api/reports/{id}/send': ({ reportId }) => change(`/api/reports/${reportId}/send`),
  'POST /api/reports/{id}/withdraw': ({ reportId }) => change(`/api/reports/${reportId}/withdraw`),
  'POST /api/reports/{id}/versions': ({ reportId }) => change(`/api/reports/${reportId}/versions`),
  'POST /api/reports/{id}/texts': ({ reportId }) =>
    change(`/api/reports/${reportId}/texts`, { section: 'tasks', text: 'thử' }),
  'POST /api/reports/{id}/approve': { everyone: 'refused for those of others, src/platform/reports/approval.test.ts' },
  'POST /api/reports/{id}/return': { everyone: 'refused for those of others, src/platform/reports/approval.test.ts' },
  'POST /api/alerts/{id}/acknowledge': ({ alertId }) => change(`/api/alerts/${alertId}/acknowledge`),
  'POST /api/alerts/{id}/release': ({ alertId }) => change(`/api/alerts/${alertId}/release`),
  'POST /api/alerts/{id}/shelve': ({ alertId }) =>
    change(`/api/alerts/${alertId}/shelve`, { until: new Date(Date.now() + 600_000).toISOString(), reason: 'thử' }),
  'POST /api/alerts/{id}/unshelve': ({ alertId }) => change(`/api/alerts/${alertId}/unshelve`),
  ...Object.fromEntries(
    (['acknowledge', 'release', 'close', 'dismiss', 'shelve', 'unshelve'] as const).map((what) => [
      `POST /api/alerts/lines/{id}/${what}`,
      ({ alertId }: Walk) => change(`/api/alerts/lines/${alertId}/${what}`, lineBodies[what]),
    ]),
  ),
  'POST /api/alerts/{id}/close': ({ alertId }) => change(`/api/alerts/${alertId}/close`),
  'POST /api/alerts/calmed/close': { everyone: 'closes what one sees, src/platform/alerts/close-calmed.test.ts' },
  'POST /api/alerts/reopen': { everyone: 'takes back one’s own, src/platform/alerts/close-calmed.test.ts' },
  'POST /api/alerts/{id}/dismiss': ({ alertId }) => change(`/api/alerts/${alertId}/dismiss`, { reason: 'thử' }),
  'POST /api/incidents': ({ alertId }) => change('/api/incidents', { alertId }),
  'POST /api/incidents/{id}/notes': ({ incidentId }) => change(`/api/incidents/${incidentId}/notes`, { text: 'thử' }),
  'POST /api/incidents/{id}/alerts': ({ incidentId, alertId }) =>
    change(`/api/incidents/${incidentId}/alerts`, { alertId }),
  'POST /api/incidents/{id}/tasks': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/tasks`, { title: 'thử', agencyId: tradeId }),
  'POST /api/incidents/{id}/close': ({ incidentId }) => change(`/api/incidents/${incidentId}/close`, { note: 'thử' }),
  'POST /api/incidents/{id}/stage': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/stage`, { from: 'detected', to: 'verified' }),
  'POST /api/incidents/{id}/handovers': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/handovers`, { to: 1, note: 'thử' }),
  'POST /api/incidents/{id}/handovers/{handoverId}': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/handovers/${nobody}`, { answer: 'accept' }),
  'POST /api/incidents/{id}/lessons': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/lessons`, { text: 'thử', replaces: null }),
  'POST /api/incidents/{id}/figures': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/figures`, {
      ...{ kind: 'roads_cut', value: 1, at: new Date().toISOString(), source: 'thử' },
    }),
  'POST /api/incidents/{id}/commander': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/commander`, { accountId: 1 }),
  'POST /api/incidents/{id}/bulletins': ({ incidentId }) =>
    change(`/api/incidents/${incidentId}/bulletins`, { title: 'thử', text: 'thử', audience: 'all' }),
  'PATCH /api/bulletins/{id}': ({ bulletinId }) =>
    change(
      `/api/bulletins/${bulletinId}`,
      { version: 1, title: 'thử', text: 'thử', audience: 'all', agencyIds: [] },
      'patch',
    ),
  ...Object.fromEntries(
    ['ask', 'withdraw', 'drop'].map((move): [string, MakeChange] => [
      `POST /api/bulletins/{id}/${move}`,
      ({ bulletinId }) => change(`/api/bulletins/${bulletinId}/${move}`, { version: 1 }),
    ]),
  ),
  'POST /api/bulletins/{id}/send': ({ bulletinId }) =>
    change(`/api/bulletins/${bulletinId}/send`, { version: 1, agencies: 1, addresses: 0 }),
  'POST /api/bulletins/{id}/phoned': ({ bulletinId }) =>
    change(`/api/bulletins/${bulletinId}/phoned`, { agencyId: 1, note: 'thử' }),
  'POST /api/bulletins/{id}/approve': { everyone: 'needs a leader, src/platform/bulletins/approval.test.ts' },
  'POST /api/bulletins/{id}/return': { everyone: 'needs a leader, src/platform/bulletins/approval.test.ts' },
  'POST /api/bulletins/setting': { everyone: 'needs the reach of the whole province' },
  'POST /api/incidents/figure-kinds': { everyone: 'needs the reach of the whole province' },
  'POST /api/incidents/figure-kinds/{key}': { everyone: 'needs the reach of the whole province' },
  'POST /api/tasks/{id}/accept': ({ taskId }) => change(`/api/tasks/${taskId}/accept`),
  'POST /api/late-reasons': { everyone: 'needs the reach of the whole province' },
  'POST /api/late-reasons/{key}': { everyone: 'needs the reach of the whole province' },
  'POST /api/tasks/{id}/late-reason': ({ taskId }) =>
    change(`/api/tasks/${taskId}/late-reason`, { reason: 'waiting_for_others' }),
  'POST /api/tasks/{id}/undo': ({ taskId }) => change(`/api/tasks/${taskId}/undo`),
  'POST /api/tasks/{id}/complete': ({ taskId }) => change(`/api/tasks/${taskId}/complete`, { result: 'thử' }),
  'POST /api/basemaps': { everyone: 'maps of the province; needs areas.manage and the whole province' },
  'POST /api/basemaps/test': { everyone: 'maps of the province; needs areas.manage and the whole province' },
  'POST /api/basemaps/shown': { everyone: 'maps of the province; needs areas.manage and the whole province' },
  'DELETE /api/basemaps/{id}': { everyone: 'maps of the province; needs areas.manage and the whole province' },
  'POST /api/tasks/{id}/evidence': { everyone: 'a form, tried on a row of the other below' },
  'POST /api/incidents/{id}/evidence': { everyone: 'a form, tried on a row of the other below' },
}

test('every route has its place in these tables: a new one must say how it keeps rows apart', async () => {
  expect((await listRoutes()).map((route) => route.name).sort()).toEqual(
    [...Object.keys(doors), ...Object.keys(changes)].sort(),
  )
})

test.for(Object.entries(doors).flatMap(([name, door]) => ('list' in door ? [{ name, door }] : [])))(
  '$name shows each officer their own rows and none of the other',
  async ({ door }) => {
    for (const [walk, asset, foreign] of [
      [farm, 'tram-mot', tradeMarks()],
      [trade, 'tram-hai', farmMarks()],
    ] as const) {
      const answer = await walk.person.get(door.list)
      expect(answer.status).toBe(200)
      const text = answer.bytes.toString('utf8')
      expect(text).toContain(door.own(walk, asset))
      expect(foreign.filter((mark) => text.includes(mark))).toEqual([])
    }
  },
)

test.for(Object.entries(doors).flatMap(([name, door]) => ('one' in door ? [{ name, door }] : [])))(
  '$name answers a row of the other as if it did not exist',
  async ({ door }) => {
    for (const [walk, asset, other] of [
      [farm, 'tram-mot', trade],
      [trade, 'tram-hai', farm],
    ] as const) {
      const address = door.one(walk, asset)
      expect((await walk.person.get(address)).status, `${address} for its owner`).toBe(200)
      const foreign = await other.person.get(address)
      const missing = await other.person.get(door.missing)
      expect(foreign.status, address).toBe(404)
      const hideNames = (body: unknown) =>
        JSON.stringify(body).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|tram-\w+|nowhere/g, '…')
      expect(hideNames(foreign.body)).toBe(hideNames(missing.body))
    }
  },
)

/** All rows that a change could have touched. */
async function everything(): Promise<unknown> {
  const tables = [
    'alert',
    'alert_step',
    'incident',
    'incident_handover',
    'task',
    'timeline_entry',
    'evidence',
    'report',
    'report_text',
    'report_step',
    'asset',
    'account',
    'agency',
    'agency_post',
    'data_import',
    'data_import_fault',
    'data_import_row',
    'bulletin',
    'bulletin_agency',
    'message',
  ]
  const all: Record<string, unknown> = {}
  const ofRecords = ['record_history', 'record_file', 'record_clock', 'thing', 'link']
  const names = [...tables, ...ofRecords, 'audit', 'live_event'].map((table) => `platform.${table}`)
  for (const table of [...names, ...recordKinds.map((kind) => kind.table)]) {
    const { rows } = await centre.admin.query(`select to_jsonb(t) as row from ${table} t order by 1`)
    all[table] = rows
  }
  return all
}

test.for(Object.entries(changes).flatMap(([name, make]) => (typeof make === 'function' ? [{ name, make }] : [])))(
  '$name on a row of the other answers 404 and changes nothing',
  async ({ make }) => {
    const before = await everything()
    for (const [walk, other] of [
      [farm, trade],
      [trade, farm],
    ] as const) {
      const { address, body, method } = make(walk)
      const answer = await other.person[method](address, body ?? {})
      expect(answer, address).toMatchObject({ status: 404, body: { code: 'not_found' } })
      const { address: missing, body: missingBody } = make({
        alertId: nobody,
        incidentId: nobody,
        taskId: nobody,
        evidenceId: nobody,
        reportId: nobody,
        records: new Map(),
        linkId: 0,
        importId: nobody,
        bulletinId: nobody,
        asset: 'nowhere',
      })
      const none = await other.person[method](missing, missingBody ?? {})
      const hide = (text: unknown) =>
        JSON.stringify(text).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|tram-\w+|nowhere/g, '…')
      expect(hide(answer.body)).toBe(hide(none.body))
    }
    expect(await everything()).toEqual(before)
  },
)

test('counts and workbooks of assets hold one’s own only', async () => {
  for (const [walk, own, foreign] of [
    [farm, ['tram-mot', 'tram-mot-b', 'phu-oc'], 'tram-hai'],
    [trade, ['tram-hai'], 'tram-mot'],
  ] as const) {
    const { body: list } = await walk.person.get('/api/assets?limit=1000')
    const stations = list.items.filter((one: { type: string }) => one.type === 'river_station')
    expect(stations.map((one: { code: string }) => one.code)).toEqual(expect.arrayContaining([...own]))
    const { body: types } = await walk.person.get('/api/asset-types')
    const type = types.items.find((one: { type: string }) => one.type === 'river_station')
    expect(type.counts.total).toBe(stations.length)
    expect((await walk.person.get('/api/assets/counts')).body.total).toBe(list.items.length)
    const workbook = await walk.person.get('/api/assets/export.xlsx?type=river_station')
    const sheet = readZip(workbook.bytes)['xl/worksheets/sheet1.xml'] ?? ''
    for (const code of own) expect(sheet).toContain(`>${code}<`)
    expect(sheet).not.toContain(`>${foreign}<`)
  }
})

test('an agency of the other is not changed, and who holds a post in it is not told', async () => {
  const administrator = await centre.administrator()
  const { body: accounts } = await administrator.get('/api/accounts')
  const of = (agency: number) => accounts.items.find((one: { agency: { id: number } }) => one.agency.id === agency)
  for (const [code, agency, title] of [
    ['H57.907', farmId, 'Chánh văn phòng một'],
    ['H57.909', tradeId, 'Chánh văn phòng hai'],
  ] as const) {
    const post = { accountId: of(agency).id, title, from: '2026-01-01' }
    expect((await administrator.post(`/api/agencies/${code}/posts`, post)).status).toBe(201)
  }
  const text = (await trade.person.get('/api/agencies/H57.907')).bytes.toString('utf8')
  expect(JSON.parse(text)).toMatchObject({ code: 'H57.907', posts: [] })
  expect((await farm.person.get('/api/agencies/H57.907')).body.posts).toMatchObject([{ title: 'Chánh văn phòng một' }])
  const local = await centre.officer('quan-tri-cay', 'H57.909', ['administrator'])
  // What a change would reach is told of one's own agencies only; nobody of another is named.
  expect((await local.get('/api/agencies/H57.907/effects')).status).toBe(404)
  expect((await local.get('/api/agencies/H57.909/effects')).body).toMatchObject({ posts: 1, gain: [], lose: [] })
  const asked = (await local.get(`/api/agencies/H57.909/effects?parentId=${farmId}`)).bytes.toString('utf8')
  expect(asked).not.toContain('tram-mot')
  const foreignPost = (await administrator.get('/api/agencies/H57.907')).body.posts[0].id
  const before = await everything()
  for (const [verb, body] of [
    ['rename', { name: 'thử', from: '2026-01-01' }],
    ['phone', { dutyPhone: '02343822111' }],
    ['move', { parentId: tradeId }],
    ['close', { reason: 'thử' }],
    ['posts', { accountId: of(tradeId).id, title: 'thử', from: '2026-01-01' }],
    [`posts/${foreignPost}/end`, { until: '2026-02-01' }],
  ] as const) {
    const answer = await local.post(`/api/agencies/H57.907/${verb}`, body)
    expect(answer.status, verb).toBe(404)
  }
  // A post of the other, named through an agency of one's own.
  expect((await local.post(`/api/agencies/H57.909/posts/${foreignPost}/end`, { until: '2026-02-01' })).status).toBe(404)
  expect(await everything()).toEqual(before)
})

test('files cannot be added to a record of the other', async () => {
  const before = await everything()
  for (const { key, address } of recordKinds) {
    const answer = await uploadTo(centre, trade.person, `${address}/${farm.records.get(key)?.id}/files`)
    expect(answer.statusCode, address).toBe(404)
  }
  expect(await everything()).toEqual(before)
})

test('workbooks hold one’s own records only', async () => {
  for (const { address } of recordKinds) {
    const { bytes } = await farm.person.get(`${address}/export.xlsx`)
    const text = Object.values(readZip(bytes)).join('')
    expect(text).toContain('Hồ sơ của tram-mot')
    expect(text).not.toContain('Hồ sơ của tram-hai')
  }
})

test('registers count one’s own records only', async () => {
  for (const kind of recordKinds) {
    const { address, record } = kind
    for (const { person } of [farm, trade]) {
      const { body } = await person.get(`${address}/counts`)
      expect(body, address).toMatchObject({ total: 1, states: { [record.lifecycle.initial]: 1 } })
      const [date] = datesOf(kind).filter((name) => record.fields[name]?.required)
      if (!date) continue
      const { body: month } = await person.get(`${address}/calendar?by=${date}&first=2026-11-01&last=2026-11-30`)
      expect(month.days, address).toMatchObject([{ day: '2026-11-21', total: 1, records: [{}] }])
    }
  }
})

test.for(['tasks', 'incidents'] as const)('evidence cannot be added to %s of the other', async (of) => {
  const before = await everything()
  const id = of === 'tasks' ? farm.taskId : farm.incidentId
  const answer = await upload(centre, trade.person, id, 'a.jpg', Buffer.from('x'), of)
  expect(answer.statusCode).toBe(404)
  expect(await everything()).toEqual(before)
})

test('nothing is made in the name of another agency', async () => {
  const before = await everything()
  const asset = { code: 'tram-ba', type: 'reservoir', name: 'Hồ', agencyId: farmId }
  for (const [address, body] of [
    ['/api/assets', asset],
    ['/api/reports', { period: thisMonth(), agencyId: farmId }],
    ...recordKinds.map(
      ({ key, address }) => [address, { agencyId: farmId, values: trade.records.get(key)?.values ?? {} }] as const,
    ),
  ] as const) {
    const answer = await trade.person.post(address, body)
    expect(answer, address).toMatchObject({ status: 400, body: { errors: [{ path: 'agencyId' }] } })
  }
  const account = { login: 'la', name: 'Lạ', agencyId: farmId, roles: ['leader'], password: 'mat khau that dai 2026' }
  const local = await centre.officer('quan-tri-cong-thuong', 'H57.909', ['administrator', 'duty_officer'])
  const after = await everything()
  expect(await local.post('/api/accounts', account)).toMatchObject({
    status: 400,
    body: { errors: [{ path: 'agencyId' }] },
  })
  expect(
    await local.post('/api/accounts', { ...account, agencyId: tradeId, reach: 'province' }),
    'a wider reach than one’s own',
  ).toMatchObject({ status: 400, body: { errors: [{ path: 'reach' }] } })
  expect(await everything()).toEqual(after)
  expect(JSON.stringify(before)).not.toContain('tram-ba')
})

test('an account of another agency is neither read, changed nor kept in a file', async () => {
  const local = await centre.officer('quan-tri-ba', 'H57.909', ['administrator', 'duty_officer'])
  const find = async (login: string) =>
    (await centre.admin.query('select id from platform.account where login = $1', [login])).rows[0].id
  const [foreign, missing] = [await find('truc-tram-mot'), 2_000_000]
  const before = await everything()
  const edit = { version: 1, name: 'thử', agencyId: tradeId, roles: ['leader'], reach: 'agency' }
  for (const [verb, body] of [
    ['', edit],
    ['/disable', { version: 1 }],
    ['/enable', { version: 1 }],
    ['/password', { password: 'mat khau that dai 2026' }],
  ] as const) {
    const [answer, none] = [
      await local.post(`/api/accounts/${foreign}${verb}`, body),
      await local.post(`/api/accounts/${missing}${verb}`, body),
    ]
    expect(answer, verb).toMatchObject({ status: 404, body: { code: 'not_found' } })
    expect(answer.body.detail.replace(String(foreign), '…')).toBe(none.body.detail.replace(String(missing), '…'))
  }
  expect((await local.get(`/api/accounts/${foreign}`)).status).toBe(404)
  expect(await everything()).toEqual(before)
  const own = await find('truc-tram-hai')
  expect((await local.get(`/api/accounts/${own}`)).body.login).toBe('truc-tram-hai')
  // Nor does one give an own account to the other agency.
  const { version } = (await local.get(`/api/accounts/${own}`)).body
  const given = await local.post(`/api/accounts/${own}`, {
    ...edit,
    version,
    roles: ['duty_officer'],
    agencyId: farmId,
  })
  expect(given).toMatchObject({ status: 400, body: { errors: [{ path: 'agencyId' }] } })
  const csv = (await local.get('/api/accounts/export.csv')).bytes.toString('utf8')
  const sheets = Object.values(readZip((await local.get('/api/accounts/export.xlsx')).bytes)).join('')
  for (const text of [csv, sheets]) {
    expect(text).toContain('truc-tram-hai')
    expect(text).not.toContain('truc-tram-mot')
  }
})

test('accounts of another agency are not listed', async () => {
  const local = await centre.officer('quan-tri-hai', 'H57.909', ['administrator'])
  const { body } = await local.get('/api/accounts')
  const logins = body.items.map((account: { login: string }) => account.login)
  expect(logins).toContain('truc-tram-hai')
  expect(logins).not.toContain('truc-tram-mot')
  expect(logins).not.toContain('admin')
  // Nor are they counted among those who hold a role.
  const { body: holding } = await local.get('/api/accounts?role=administrator')
  const holders = holding.items.map((account: { login: string }) => account.login)
  expect(holders).toContain('quan-tri-hai')
  expect(holders).not.toContain('admin')
  const role = (await local.get('/api/roles')).body.items.find(({ id }: { id: string }) => id === 'administrator')
  expect(role.holders).toBe(holders.length)
})

test('figures count the rows of one’s own agency only', async () => {
  const summaries = await Promise.all([farm, trade].map(({ person }) => person.get('/api/summary')))
  expect(summaries.map(({ body }) => body)).toMatchObject([
    { firing: { crit: 2 }, untaken: 1, incidentsOpen: 1, sources: { total: 2 } },
    { firing: { crit: 1 }, untaken: 0, oldestUntakenAt: null, incidentsOpen: 1, sources: { total: 1 } },
  ])
  const counts = await Promise.all([farm, trade].map(({ person }) => person.get('/api/alerts/by-area')))
  const sums = counts.map(({ body }) => {
    const areas = body.areas as { assets: number; alerts: number }[]
    return [areas.reduce((sum, { assets }) => sum + assets, 0), areas.reduce((sum, { alerts }) => sum + alerts, 0)]
  })
  expect(sums[0]?.[1]).toBe(2)
  expect(sums[1]?.[1]).toBe(1)
  const address = `/api/indicators/alerts_handled_in_time?period=${thisMonth()}`
  const [first, second] = await Promise.all([farm, trade].map(({ person }) => person.get(address)))
  expect(first?.body).toMatchObject({ total: { fired: 2 }, agencies: [{ agency: { code: 'H57.907' }, fired: 2 }] })
  expect(second?.body).toMatchObject({ total: { fired: 1 }, agencies: [{ agency: { code: 'H57.909' }, fired: 1 }] })
  const board = `/api/indicators/board?period=${thisMonth()}`
  const boards = await Promise.all([farm, trade].map(({ person }) => person.get(board)))
  expect(boards.map(({ body }) => body.items[0])).toMatchObject([
    { figure: { fired: 2 }, onlyAgency: { code: 'H57.907' } },
    { figure: { fired: 1 }, onlyAgency: { code: 'H57.909' } },
  ])
  expect(boards.map(({ body }) => body.items[0].points.at(-1))).toMatchObject([{ fired: 2 }, { fired: 1 }])
  const areas = `/api/indicators/alerts_handled_in_time/areas?period=${thisMonth()}`
  const split = await Promise.all([farm, trade].map(({ person }) => person.get(areas)))
  const placed = split.map(({ body }) =>
    [body.unplaced, ...body.areas.map((area: { figure: object }) => area.figure)].reduce(
      (sum, { fired }) => sum + fired,
      0,
    ),
  )
  expect(placed).toEqual([2, 1])
  const rows = await trade.person.get(
    `/api/indicators/alerts_handled_in_time/rows?period=${thisMonth()}&agencyId=${farmId}`,
  )
  expect(rows.body.items).toEqual([])
})

test('dead letters of one agency are not read by another', async () => {
  const ids: number[] = []
  for (const [{ person }, asset] of [
    [farm, 'tram-mot'],
    [trade, 'tram-hai'],
  ] as const) {
    const { items } = (await person.get('/api/dead-letters')).body
    expect(items.map(({ topic }: { topic: string }) => topic)).toEqual([`nhip/v1/${asset}/water_level`])
    expect((await person.get('/api/dead-letters/groups')).body.items).toMatchObject([{ count: 1 }])
    ids.push(items[0].id)
  }
  expect((await farm.person.get(`/api/dead-letters/${ids[1]}`)).status).toBe(404)
  expect((await trade.person.get(`/api/dead-letters/${ids[0]}`)).status).toBe(404)
  expect((await trade.person.get(`/api/dead-letters/${ids[1]}`)).status).toBe(200)
})

test('the audit shows what concerned one’s own agency, to choose among too, and nothing of the other', async () => {
  for (const [walk, agency, asset, foreign] of [
    [farm, 'H57.907', 'tram-mot', tradeMarks()],
    [trade, 'H57.909', 'tram-hai', farmMarks()],
  ] as const) {
    const leader = await centre.officer(`lanh-dao-${asset}`, agency, ['leader'])
    expect((await walk.person.get('/api/audit')).status).toBe(403)
    const texts = {
      list: (await leader.get('/api/audit?limit=1000')).bytes.toString('utf8'),
      csv: (await leader.get('/api/audit/export.csv')).bytes.toString('utf8'),
      workbook: Object.values(readZip((await leader.get('/api/audit/export.xlsx')).bytes)).join(''),
      choices: (await leader.get('/api/audit/choices')).bytes.toString('utf8'),
    }
    for (const [name, text] of Object.entries(texts)) {
      expect(text, name).toContain(name === 'choices' ? `Cán bộ truc-${asset}` : walk.alertId)
      expect(
        foreign.filter((mark) => text.includes(mark)),
        name,
      ).toEqual([])
    }
  }
})

test('a reader of the whole province sees both', async () => {
  const administrator = await centre.administrator()
  const text = (await administrator.get('/api/alerts?state=all')).bytes.toString('utf8')
  expect(text).toContain(farm.alertId)
  expect(text).toContain(trade.alertId)
})
