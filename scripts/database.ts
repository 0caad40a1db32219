/** `npm run database -- prepare`: makes roles, database and tables on a PostgreSQL of one's own (docs/operations.md). */
import { randomBytes } from 'node:crypto'
import { migrate } from '../src/platform/db/migrate.ts'
import { prepareDatabase, serverLogin } from '../src/platform/db/prepare.ts'

const usage = `usage: ADMIN_DATABASE_URL=postgres://superuser:…@host/postgres npm run database -- prepare [--name nhip]
Makes the roles, the login ${serverLogin} with a new password, the database and its tables; safe to repeat after an upgrade.`

async function run(): Promise<number> {
  const [command, ...rest] = process.argv.slice(2)
  const admin = process.env.ADMIN_DATABASE_URL
  if (command !== 'prepare' || !admin) {
    console.error(usage)
    return 2
  }
  const name = rest[0] === '--name' && rest[1] ? rest[1] : 'nhip'
  const password = process.env.NHIP_SERVER_PASSWORD ?? randomBytes(24).toString('base64url')
  await prepareDatabase(admin, name, password)
  const target = new URL(admin)
  target.pathname = `/${name}`
  const applied = await migrate(target.href, (step) => console.error(`applying ${step}`))
  console.error(applied.length === 0 ? 'the tables are up to date' : `${applied.length} steps applied`)
  target.username = serverLogin
  target.password = password
  console.log(`DATABASE_URL=${target.href}`)
  return 0
}

process.exitCode = await run().catch((error: Error) => {
  console.error(`not prepared: ${error.message}`)
  return 1
})
