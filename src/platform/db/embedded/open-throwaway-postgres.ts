import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Logger } from 'pino'
import { type EmbeddedPostgres, openEmbeddedPostgres } from './open-embedded-postgres.ts'

/** A PostgreSQL for tests in a temporary folder, without fsync; `stop` removes its files. Takes about a second. */
export async function openThrowawayPostgres(
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>,
): Promise<EmbeddedPostgres> {
  const dataDir = mkdtempSync(join(tmpdir(), 'nhip-throwaway-'))
  const removeFiles = () => rmSync(dataDir, { recursive: true, force: true })
  try {
    const settings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '128MB' }
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
