import { agencyRoutes } from './agencies/routes.ts'
import { alertRoutes } from './alerts/routes.ts'
import { areaRoutes } from './areas/routes.ts'
import { assetRoutes } from './assets/routes.ts'
import { auditRoutes } from './audit/routes.ts'
import type { Sealer } from './audit/sealer.ts'
import { accountRoutes } from './auth/account-routes.ts'
import { roleRoutes } from './auth/role-routes.ts'
import { actorFinder, sessionRoutes } from './auth/session-routes.ts'
import { ownMapRoutes } from './basemap/own-map-routes.ts'
import { basemapRoutes } from './basemap/routes.ts'
import { bulletinRoutes } from './bulletins/routes.ts'
import type { Connectors } from './connectors/connectors.ts'
import { connectorRoutes } from './connectors/routes.ts'
import type { Pool } from './db/pool.ts'
import type { Wall } from './db/wall.ts'
import { firstHourRoutes } from './first-hour/routes.ts'
import { reactionRoutes } from './happenings/routes.ts'
import type { App } from './http/app.ts'
import { guardRoutes } from './http/guard.ts'
import { healthRoutes, type Measure } from './http/health.ts'
import { indexTargets } from './imports/index-targets.ts'
import { importRoutes } from './imports/routes.ts'
import { indexIndicators } from './indicators/counted.ts'
import { indicatorRoutes } from './indicators/routes.ts'
import { brokerRoutes } from './ingest/broker-routes.ts'
import type { Ingest } from './ingest/ingest.ts'
import { keepingRoutes } from './ingest/keeping-routes.ts'
import { letterRoutes } from './ingest/letter-routes.ts'
import { ingestRoutes } from './ingest/routes.ts'
import { lateReasonRoutes } from './late/routes.ts'
import type { Hub } from './live/hub.ts'
import { liveRoutes } from './live/routes.ts'
import { indexAreaLayers } from './map/area-layers.ts'
import type { FieldMap } from './map/field-map.ts'
import { layerRoutes } from './map/layer-routes.ts'
import { mapRoutes } from './map/routes.ts'
import { channelRoutes } from './messages/channel-routes.ts'
import { messageRoutes } from './messages/message-routes.ts'
import type { Messaging } from './messages/messaging.ts'
import { indexAssetTypes } from './modules/load.ts'
import { moduleRoutes } from './modules/module-routes.ts'
import { pastRoutes } from './past/routes.ts'
import { indexRecordKinds } from './records/record-kind.ts'
import { recordSettingsRoutes } from './records/record-settings-routes.ts'
import { recordTypeRoutes } from './records/record-type-routes.ts'
import { recordRoutes } from './records/routes.ts'
import { reportRoutes } from './reports/routes.ts'
import { ruleRoutes } from './rules/routes.ts'
import { savedViewRoutes } from './saved-views/routes.ts'
import { screenRoutes } from './screens/routes.ts'
import { searchRoutes } from './search/routes.ts'
import type { CentreOptions } from './server.ts'
import { situationRoutes } from './situation/routes.ts'
import { thingRoutes } from './things/routes.ts'
import { evidenceRoutes } from './work/evidence-routes.ts'
import { handoverRoutes } from './work/handover-routes.ts'
import { incidentRoutes } from './work/incident-routes.ts'
import { pictureRoutes } from './work/picture-routes.ts'
import { stageRoutes } from './work/stage-routes.ts'
import { taskRoutes } from './work/task-routes.ts'

/** Every route of the platform. */
export function registerRoutes(
  app: App,
  options: Omit<CentreOptions, 'pagesFolder' | 'pool' | 'lacksRoom'> & {
    pool: Pick<Pool, 'waiting'>
    wall: Wall
    ingest: Ingest
    lacksRoom: () => boolean
    hub: Hub
    fieldMap: FieldMap
    sealer: Sealer
    connectors: Connectors
    messaging: Messaging
    measures: readonly Measure[]
  },
): void {
  const { wall, hub, findBroker = () => null, findDoors = () => ({ mqttPort: null, broker: null }) } = options
  const findActor = actorFinder(wall)
  guardRoutes(app, findActor)
  healthRoutes(app, { ...options, findBroker })
  sessionRoutes(app, wall)
  accountRoutes(app, wall)
  roleRoutes(app, wall, options.modules)
  screenRoutes(app, wall)
  agencyRoutes(app, wall)
  areaRoutes(app, wall)
  basemapRoutes(app)
  ownMapRoutes(app, wall, options.basemapFolder ?? null)
  assetRoutes(app, wall, indexAssetTypes(options.modules), findDoors)
  alertRoutes(app, wall, indexAssetTypes(options.modules))
  ruleRoutes(app, wall, indexAssetTypes(options.modules))
  keepingRoutes(app, wall)
  firstHourRoutes(app, wall)
  incidentRoutes(app, wall)
  pictureRoutes(app, wall, indexAssetTypes(options.modules))
  stageRoutes(app, wall)
  handoverRoutes(app, wall)
  taskRoutes(app, wall)
  lateReasonRoutes(app, wall)
  evidenceRoutes(app, wall)
  bulletinRoutes(app, wall, options.messaging.channels)
  const indicators = indexIndicators(options.modules)
  indicatorRoutes(app, wall, indicators)
  reportRoutes(app, wall, indicators)
  auditRoutes(app, wall, options.sealer)
  situationRoutes(app, wall, { findReplay: options.findReplay, findSimulated: options.findSimulated ?? (() => null) })
  connectorRoutes(app, wall, options.connectors, { log: options.log, limitMs: options.trialMs })
  reactionRoutes(app, wall, options.messaging)
  channelRoutes(app, wall, options.messaging.channels)
  messageRoutes(app, wall, options.modules)
  thingRoutes(app, wall)
  const kinds = indexRecordKinds(options.modules)
  searchRoutes(app, wall, kinds)
  recordTypeRoutes(app, wall, kinds)
  savedViewRoutes(app, wall, kinds)
  recordSettingsRoutes(app, wall, kinds)
  recordRoutes(app, wall, kinds)
  moduleRoutes(app, wall, options.modules)
  importRoutes(app, wall, indexTargets(options.modules))
  ingestRoutes(app, wall, options.ingest, options.ingestLimits)
  letterRoutes(app, { ...options, findBroker })
  brokerRoutes(app, findBroker)
  mapRoutes(app, options.fieldMap)
  layerRoutes(app, wall, indexAreaLayers(options.modules))
  pastRoutes(app, wall, indexAssetTypes(options.modules))
  liveRoutes(app, hub, findActor)
}
