import { readHolder } from '../../src/platform/db/data-dir-lock.ts'
import { readSecret } from '../../src/platform/db/embedded/secrets.ts'
import { openLive } from '../../test/live-page.ts'
import { adminPassword, runCentre, signIn } from '../../test/running-centre.ts'
import { seriesCount } from './ingest-load.ts'

const rules = 20
const pages = 10

/** A real, durable centre with stations that report, rules on them and pages open. */
export interface IngestCentre {
  readonly address: string
  readonly authorization: string
  readonly mqttAddress: string
  /** Of the account `bench-<n>`, n below {@link seriesCount}, which speaks for the asset of the same code. */
  readonly deviceSecret: string
  /** Connection of PostgreSQL's superuser, as JSON. */
  readonly target: string
  readonly agencyId: number
  waitingBatches(): Promise<number>
  close(): Promise<void>
}

/** Starts one in a process of its own, on a disk that is waited for. */
export async function openIngestCentre(): Promise<IngestCentre> {
  const centre = await runCentre(['--no-replay'])
  const [agency] = await centre.look<{ id: number }>('select id from platform.agency order by id limit 1')
  const agencyId = agency?.id ?? 1
  await centre.look(
    `with made as (
      insert into platform.asset (code, type, name, agency_id) select 'bench-' || n, 'river_station', 'Bench ' || n, $1
      from generate_series(0, $2::int - 1) n returning id)
    insert into platform.series (asset_id, agency_id, key, name_vi, name_en, unit, cadence_s)
    select id, $1, 'water_level', 'Mực nước', 'Water level', 'm', 3600 from made`,
    [agencyId, seriesCount],
  )
  await centre.look(
    `insert into platform.alert_rule (key, name_vi, name_en, title_vi, title_en, severity, asset_type, condition)
    select 'bench.rule_' || n, 'x', 'x', 'x', 'x', 'minor', 'river_station', jsonb_build_object('kind', 'threshold',
      'series', 'water_level', 'op', '>=', 'threshold', 100 + n, 'clearMargin', 0, 'forS', 0) from generate_series(1, $1::int) n`,
    [rules],
  )
  const { username, password } = centre.credential(
    'bench',
    Array.from({ length: seriesCount }, (_, index) => `bench-${index}`),
  )
  const deviceSecret = 'only for this bench'
  await centre.look(
    `insert into platform.credential (name, secret_hash, asset_codes)
    select 'bench-' || n, sha256(convert_to($1, 'UTF8')), array['bench-' || n] from generate_series(0, $2::int - 1) n`,
    [deviceSecret, seriesCount],
  )
  const { cookie } = await signIn(centre.address, 'admin', adminPassword)
  const open = await Promise.all(Array.from({ length: pages }, () => openLive(centre.address, cookie)))
  const { socketDir = '', port = 0 } = readHolder(centre.dataDir) ?? {}
  const target = JSON.stringify({
    host: socketDir,
    port,
    user: 'postgres',
    password: readSecret(centre.dataDir, 'postgresPassword'),
    database: 'nhip',
  })
  return {
    address: `${centre.address}/api/ingest/readings`,
    authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
    mqttAddress: centre.mqttAddress,
    deviceSecret,
    target,
    agencyId,
    async waitingBatches() {
      const [row] = await centre.look<{ count: number }>('select count(*)::int as count from platform.reading_batch')
      return row?.count ?? 0
    },
    async close() {
      for (const page of open) page.close()
      await centre.stop()
    },
  }
}
