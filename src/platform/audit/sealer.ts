import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { AuditSeal, AuditVerification } from '../../core/api/audit.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import { iso, isoOrNull } from '../http/present.ts'
import { readStanding, type Standing } from './head.ts'
import { readHeadFile, writeHeadFile } from './head-file.ts'
import { verifyAudit } from './verify-audit.ts'

/** What chains the rows of the audit, and knows how the chain stands. */
export interface Sealer {
  /** As of the last look, at most a second ago unless the database is away. */
  state(): AuditSeal
  /** Looks at the whole chain; who asks while it is looked at gets that answer. @throws when the centre is closing */
  verify(): Promise<AuditVerification>
  close(): Promise<void>
}

const lookEveryMs = 500
const afterFaultMs = 2_000
const sliceRows = 2_000
const verifyEveryMs = 24 * 3_600_000

const unknown: Standing = {
  head: { no: 0, seal: '', sealedAt: null },
  unsealed: 0,
  oldestUnsealedAt: null,
  outside: 'same',
}

/**
 * Seals what was committed, within a second, and keeps the head in `folder`, outside the database (null: nowhere else). A head that the
 * chain does not have is never written over: sealing goes on, the head stays for who looks into it (`npm run audit -- accept`).
 */
export function openSealer(options: { wall: Wall; log: Logger; folder: string | null }): Sealer {
  const { wall, log, folder } = options
  const controller = new AbortController()
  const { signal } = controller
  /** A look was taken: before the first one a head that was never kept would seem to be missing. */
  const begun = Promise.withResolvers<void>()
  signal.addEventListener('abort', () => begun.reject(signal.reason), { once: true })
  begun.promise.catch(() => undefined)
  let standing = unknown
  let verified: AuditVerification | null = null
  let verifying: Promise<AuditVerification> | null = null
  let isDoubted = false

  async function look(): Promise<boolean> {
    let kept = folder === null ? null : await readHeadFile(folder)
    const before = await wall.lookUp((tx) => readStanding(tx, kept))
    // Before anything is sealed: a chain whose head was never kept would look like one whose head was taken away.
    if (folder !== null && kept === null && before.outside === 'same') {
      kept = before.head
      await writeHeadFile(folder, kept)
    }
    const sealed = before.unsealed === 0 ? 0 : await wall.service((tx) => sealNext(tx, sliceRows))
    standing = sealed === 0 ? before : await wall.lookUp((tx) => readStanding(tx, kept))
    tellDoubt()
    const isAhead = standing.head.no > (kept?.no ?? 0)
    if (folder !== null && standing.outside === 'same' && isAhead) await writeHeadFile(folder, standing.head)
    return sealed === sliceRows
  }

  function tellDoubt(): void {
    const wasDoubted = isDoubted
    isDoubted = folder !== null && standing.outside !== 'same'
    if (isDoubted && !wasDoubted)
      log.error(
        { outside: standing.outside, sealedTo: standing.head.no },
        'the head of the audit kept outside the database is not the chain’s',
      )
  }

  async function follow(): Promise<void> {
    while (!signal.aborted) {
      let waitMs = lookEveryMs
      try {
        if (await look()) waitMs = 1
        begun.resolve()
      } catch (error) {
        log.warn({ err: (error as Error).message }, 'the audit cannot be sealed now')
        waitMs = afterFaultMs
      }
      await pause(waitMs, signal)
    }
  }

  function verify(): Promise<AuditVerification> {
    verifying ??= begun.promise
      .then(() => verifyAudit(wall, folder, signal))
      .then((result) => {
        verified = result
        const { faultCount, faults } = result
        if (faultCount > 0) log.error({ faultCount, first: faults[0] }, 'the audit is not whole')
        return result
      })
      .finally(() => {
        verifying = null
      })
    return verifying
  }

  async function verifyDaily(): Promise<void> {
    while (!signal.aborted) {
      await verify().catch((error: Error) => {
        if (!signal.aborted) log.warn({ err: error.message }, 'the audit cannot be verified now')
      })
      await pause(verifyEveryMs, signal)
    }
  }

  const running = [follow(), verifyDaily()]
  return {
    state: () => ({
      sealedTo:
        standing.head.sealedAt === null ? null : { no: standing.head.no, at: iso(new Date(standing.head.sealedAt)) },
      unsealed: standing.unsealed,
      oldestUnsealedAt: isoOrNull(standing.oldestUnsealedAt),
      outside: folder === null ? 'not_kept' : standing.outside,
      verified,
    }),
    verify,
    async close() {
      controller.abort(new Error('the centre is closing'))
      await Promise.all(running)
      await verifying?.catch(() => undefined)
    },
  }
}

type Tx = Parameters<Parameters<Wall['service']>[0]>[0]

/** @returns how many rows it sealed; fewer than `most` when no more may be sealed now */
async function sealNext(tx: Tx, most: number): Promise<number> {
  const { rows } = await sql<{ sealed: number }>`select platform.seal_audit(${most}::int) as sealed`.execute(tx)
  return rows[0]?.sealed ?? 0
}
