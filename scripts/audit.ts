/** `npm run audit -- verify`: whether the audit is whole (docs/operations.md). */
import { parseArgs } from 'node:util'
import { acceptChain } from '../src/platform/audit/accept-chain.ts'
import { headFolderIn } from '../src/platform/audit/head-file.ts'
import { verifyAudit } from '../src/platform/audit/verify-audit.ts'
import { dataDirOf, withCentreDatabase } from './centre-database.ts'

const usage = `usage:
  npm run audit -- verify             computes every seal anew: 0 when the audit is whole, 1 when it is not, 3 when that cannot be told
  npm run audit -- accept --why TEXT  believes the chain in the database, as after a backup was restored on purpose
DATA_DIR names the centre, with DATABASE_URL where it has a PostgreSQL of its own; it must be running.`

class UsageError extends Error {}

function readOptions() {
  try {
    return parseArgs({ allowPositionals: true, options: { why: { type: 'string' } } })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function verify(): Promise<number> {
  const folder = headFolderIn(dataDirOf(process.env))
  const { state, rows, faultCount, faults } = await withCentreDatabase(process.env, (wall) =>
    verifyAudit(wall, folder, new AbortController().signal),
  )
  if (state === 'whole') {
    console.log(`the audit is whole: ${rows} sealed rows, none changed, none missing`)
    return 0
  }
  console.error(`the audit is not whole: ${faultCount} faults in ${rows} sealed rows`)
  for (const { kind, detail } of faults) console.error(`  ${kind}: ${detail}`)
  if (faultCount > faults.length) console.error(`  and ${faultCount - faults.length} more`)
  return 1
}

async function run(): Promise<number> {
  const { values, positionals } = readOptions()
  const [command] = positionals
  if (command === 'verify') return verify()
  if (command !== 'accept') throw new UsageError('which: verify or accept?')
  const { why } = values
  if (!why) throw new UsageError('accept takes --why, which is kept in the audit')
  const folder = headFolderIn(dataDirOf(process.env))
  const { no } = await withCentreDatabase(process.env, (wall) => acceptChain(wall, folder, why))
  console.log(`the chain is believed as it stands, to row ${no}; the heads kept before stay in ${folder}`)
  return 0
}

process.exitCode = await run().catch((error: Error) => {
  console.error(error instanceof UsageError ? `${error.message}\n${usage}` : `not done: ${error.message}`)
  return error instanceof UsageError ? 2 : 3
})
