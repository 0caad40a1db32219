/** `npm run generate`: writes what is generated from the code; with `--check` only says what is stale. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pino from 'pino'
import { openThrowawayPostgres } from '../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { prepareDatabase } from '../src/platform/db/prepare.ts'
import { describeApi } from './describe-api.ts'
import { describeTables } from './describe-tables.ts'

const folder = join(import.meta.dirname, '../generated')

async function generate(): Promise<Map<string, string>> {
  const postgres = await openThrowawayPostgres(pino({ level: 'warn' }))
  try {
    const database = 'nhip'
    await prepareDatabase(postgres.connection, database, 'not-used')
    const target = { ...postgres.connection, database }
    await migrate(target)
    return new Map([
      ['tables.ts', await describeTables(target)],
      ['openapi.json', await describeApi()],
    ])
  } finally {
    await postgres.stop()
  }
}

const isCheck = process.argv.includes('--check')
const stale: string[] = []
for (const [name, text] of await generate()) {
  const path = join(folder, name)
  if ((await readFile(path, 'utf8').catch(() => '')) === text) continue
  stale.push(name)
  if (!isCheck) await writeFile(path, text)
}
if (isCheck && stale.length > 0) {
  console.error(`stale: generated/${stale.join(', generated/')}; run «npm run generate» and commit`)
  process.exitCode = 1
} else console.log(stale.length > 0 ? `written: ${stale.join(', ')}` : 'generated files are fresh')
