/** `npm run credentials -- create …`: what devices and gateways sign in with (docs/operations.md). */
import { parseArgs } from 'node:util'
import type { Wall } from '../src/platform/db/wall.ts'
import { createCredential, listCredentials, revokeCredential } from '../src/platform/ingest/credentials.ts'
import { withCentreDatabase } from './centre-database.ts'

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
  await withCentreDatabase(process.env, async (wall) => {
    if (command === 'create') await create(wall, values)
    else if (command === 'list') console.table(await wall.lookUp(listCredentials))
    else if (values.name) await wall.service((tx) => revokeCredential(tx, values.name ?? ''))
    else throw new UsageError('revoke takes --name')
  })
}

run().catch((error: Error) => {
  console.error(error instanceof UsageError ? `${error.message}\n${usage}` : `not done: ${error.message}`)
  process.exitCode = error instanceof UsageError ? 2 : 1
})
