// Stands in for src/main.ts in the process tests while that does not exist: data folder, PostgreSQL, /readyz.
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { Pool } from 'pg'
import pino from 'pino'
import { acquireDataDir } from '../../src/platform/db/data-dir-lock.ts'
import { openEmbeddedPostgres } from '../../src/platform/db/embedded/open-embedded-postgres.ts'

const log = pino()
const dataDir = resolve(process.env.DATA_DIR ?? 'var')
const port = Number(process.env.PORT ?? 8080)
const host = process.env.HOST ?? '127.0.0.1'
const address = `http://${host}:${port}`

try {
  const lock = await acquireDataDir({ dataDir, address })
  const postgres = await openEmbeddedPostgres({ dataDir, log })
  lock.publish({ socketDir: postgres.socketDir, port: postgres.port })
  const pool = new Pool({ ...postgres.connection, max: 2, connectionTimeoutMillis: 1000 })
  pool.on('error', (error) => log.warn({ err: error }, 'a connection broke'))
  const server = createServer((_request, response) => {
    const ready = postgres.isUp() ? pool.query('select 1') : Promise.reject(new Error('PostgreSQL is down'))
    ready.then(
      () => response.writeHead(200).end('ready'),
      () => response.writeHead(503).end('not ready'),
    )
  })
  server.listen(port, host, () => log.info({ address }, 'serving'))
  const stop = async () => {
    server.close()
    server.closeAllConnections()
    await pool.end()
    await postgres.stop()
    lock.release()
  }
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
