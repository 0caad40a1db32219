import pino from 'pino'
import { openThrowawayPostgres } from '../../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../../src/platform/db/migrate.ts'
import { openPool } from '../../src/platform/db/pool.ts'
import { prepareDatabase } from '../../src/platform/db/prepare.ts'
import { loadModules } from '../../src/platform/modules/load.ts'
import { seedReference } from '../../src/platform/seed/seed-reference.ts'
import { type Centre, openCentre } from '../../src/platform/server.ts'

const secret = 'only for this bench'

/** A centre with every module over a throwaway database that holds reference data only; all of it is gone after `work`. */
export async function inCentre<T>(work: (centre: Centre) => Promise<T>): Promise<T> {
  const log = pino({ level: 'warn' })
  const postgres = await openThrowawayPostgres(log)
  await prepareDatabase(postgres.connection, 'nhip', secret)
  await migrate({ ...postgres.connection, database: 'nhip' })
  const pool = openPool({ ...postgres.connection, user: 'nhip_server', password: secret, database: 'nhip' }, log)
  const modules = await loadModules()
  const centre = await openCentre({
    pool,
    log,
    modules,
    pagesFolder: '/nonexistent',
    isReady: () => true,
    findReplay: () => null,
  })
  try {
    await centre.wall.service((tx) => seedReference(tx, modules))
    await centre.begin()
    return await work(centre)
  } finally {
    await centre.close()
    await pool.close()
    await postgres.stop()
  }
}
