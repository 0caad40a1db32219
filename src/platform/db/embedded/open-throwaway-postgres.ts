import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type EmbeddedPostgres, openEmbeddedPostgres } from './open-embedded-postgres.ts'
import { isLeftByDeadProcess, ownIdentity } from './process-identity.ts'

const prefix = 'nhip-throwaway-'

/** A PostgreSQL for tests and benches in a temporary folder, without fsync; `stop` removes its files. Takes about a second. */
export async function openThrowawayPostgres(
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>,
  sharedBuffers = '128MB',
): Promise<EmbeddedPostgres> {
  sweep()
  const dataDir = mkdtempSync(join(tmpdir(), prefix))
  writeFileSync(join(dataDir, 'owner.json'), JSON.stringify(ownIdentity()))
  const removeFiles = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: sharedBuffers }
    const postgres = await openEmbeddedPostgres({ dataDir, log, isDurable: false, settings })
    return {
      ...postgres,
      stop: async () => {
        await postgres.stop()
        removeFiles()
      },
    }
  } catch (error) {
    removeFiles()
    throw error
  }
}

// A test run that was killed could not remove its files.
function sweep(): void {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name)
    if (name.startsWith(prefix) && isLeftByDeadProcess(folder)) rmSync(folder, { recursive: true, force: true })
  }
}
