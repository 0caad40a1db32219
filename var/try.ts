import { Client } from 'pg'
import pino from 'pino'
import { acquireDataDir } from './platform/db/data-dir-lock.ts'
import { openEmbeddedPostgres } from './platform/db/embedded/open-embedded-postgres.ts'

const log = pino({ level: 'debug' })
const dataDir = process.argv[2]!
const lock = await acquireDataDir({ dataDir, address: 'http://x' })
const t = Date.now()
const p = await openEmbeddedPostgres({ dataDir, log, onExit: (e) => console.log('EXIT', e) })
console.log(Date.now() - t, 'ms')
lock.publish({ socketDir: p.socketDir, port: p.port })
const c = new Client(p.connection)
c.on('error', () => {})
await c.connect()
console.log(
  (
    await c.query(
      "select version(), current_setting('data_checksums') c, (select datcollate from pg_database where datname='postgres')",
    )
  ).rows[0],
)
await c.end()
process.on('SIGTERM', async () => {
  await p.stop()
  lock.release()
  console.log('stopped')
})
if (process.argv[3]) setTimeout(() => process.kill(process.pid, 'SIGTERM'), Number(process.argv[3]))
