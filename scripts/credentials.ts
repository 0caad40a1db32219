/** `npm run credentials -- create …`: what devices and gateways sign in with (docs/operations.md). */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import pino from 'pino'
import { readHolder } from '../src/platform/db/data-dir-lock.ts'
import { readSecret } from '../src/platform/db/embedded/secrets.ts'
import { type ConnectionTarget, openPool } from '../src/platform/db/pool.ts'
import { serverLogin } from '../src/platform/db/prepare.ts'
import { buildWall, type Wall } from '../src/platform/db/wall.ts'
import { createCredential, listCredentials, revokeCredential } from '../src/platform/ingest/credentials.ts'

const usage = `usage:
  npm run credentials -- create --name NAME --asset CODE [--asset CODE …]   a device, for these assets only
  npm run credentials -- create --name NAME --agency CODE                   a gateway, for every asset of an agency
  npm run credentials -- create --name NAME --province                      a gateway, for every asset
  npm run credentials -- list
  npm run credentials -- revoke --name NAME
The secret is printed once. DATA_DIR (or DATABASE_URL) names the centre; it must be running.`

class UsageError extends Error {}

function readOptions() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        asset: { type: 'string', multiple: true },
        agency: { type: 'string' },
        province: { type: 'boolean' },
      },
    })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function findDatabase(): ConnectionTarget {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL
  const dataDir = resolve(process.env.DATA_DIR ?? 'var')
  const holder = readHolder(dataDir)
  if (!holder?.socketDir || !holder.port) {
    throw new Error(`no centre is running on ${dataDir}; start it (npm start), or name its folder with DATA_DIR`)
  }
  const password = readSecret(dataDir, serverLogin)
  return { host: holder.socketDir, port: holder.port, user: serverLogin, password, database: 'nhip' }
}

async function create(wall: Wall, options: ReturnType<typeof readOptions>['values']): Promise<void> {
  const { name, asset, agency, province } = options
  if (!name || [asset, agency, province].filter(Boolean).length !== 1) {
    throw new UsageError('create takes --name and one of --asset, --agency, --province')
  }
  const secret = await wall.service(async (tx) => {
    const owner = agency
      ? await tx.selectFrom('platform.agency').select('id').where('code', '=', agency).executeTakeFirst()
      : null
    if (owner === undefined) throw new Error(`no agency has the code ${agency}`)
    return createCredential(tx, { name, assetCodes: asset ?? null, agencyId: owner?.id ?? null })
  })
  console.log(`username: ${name}\npassword: ${secret}`)
}

async function run(): Promise<void> {
  const { values, positionals } = readOptions()
  const [command] = positionals
  if (!['create', 'list', 'revoke'].includes(command ?? '')) throw new UsageError('which: create, list or revoke?')
  const pool = openPool(findDatabase(), pino({ level: 'silent' }), 1)
  const wall = buildWall(pool.db, () => undefined)
  try {
    if (command === 'create') await create(wall, values)
    else if (command === 'list') console.table(await wall.lookUp(listCredentials))
    else if (values.name) await wall.service((tx) => revokeCredential(tx, values.name ?? ''))
    else throw new UsageError('revoke takes --name')
  } finally {
    await pool.close()
  }
}

run().catch((error: Error) => {
  console.error(error instanceof UsageError ? `${error.message}\n${usage}` : `not done: ${error.message}`)
  process.exitCode = error instanceof UsageError ? 2 : 1
})
