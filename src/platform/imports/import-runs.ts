import { randomUUID } from 'node:crypto'
import type { FastifyBaseLogger } from 'fastify'
import { sql } from 'kysely'
import type { ImportNote } from '../../core/api/imports.ts'
import { AppError } from '../../core/error.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'
import { beginQuietly } from '../live/events.ts'
import {
  claimImport,
  clearContent,
  endRun,
  findImport,
  holdImport,
  type ImportRow,
  keepMadeRows,
  keepPlan,
  keepProgress,
  readContent,
  readMadeRows,
  readMarks,
} from './import-store.ts'
import { openTable } from './open-table.ts'
import { chunkRows, type ImportPlan, planImport } from './plan-import.ts'
import type { Against, ImportTarget } from './target.ts'

/** Work on imports that goes on after the request that asked for it was answered. One process serves a centre. */
export interface ImportRuns {
  check(actor: Actor, target: ImportTarget, id: string): Promise<void>
  apply(actor: Actor, target: ImportTarget, id: string, goodOnly: boolean): Promise<void>
  undo(actor: Actor, target: ImportTarget, id: string): Promise<void>
  /** Whether a run is at work in this process, or was a moment ago: how it ended stands in its import by then. */
  isLive(runId: string | null): boolean
  /** Stops what is under way; it leaves nothing. */
  close(): Promise<void>
}

/** Longer than any answer takes to be put together. */
const lingerMs = 10_000

const saying = (code: string, more: Partial<ImportNote> = {}): ImportNote => ({
  code,
  detail: null,
  lines: [],
  against: [],
  count: 0,
  ...more,
})

/** A run that ends by saying something, after its transaction was taken back. */
class RunEnds extends Error {
  readonly note: ImportNote
  readonly plan: ImportPlan | null

  constructor(note: ImportNote, plan: ImportPlan | null = null) {
    super(note.code)
    this.note = note
    this.plan = plan
  }
}

export function openImportRuns(wall: Wall, log: FastifyBaseLogger): ImportRuns {
  const live = new Map<string, Promise<void>>()
  // Who read the row just before a run ended must not take it for interrupted.
  const justEnded = new Set<string>()
  const controller = new AbortController()
  const { signal } = controller

  async function start(
    actor: Actor,
    id: string,
    wanted: { readonly state: 'checking' | 'applying' | 'undoing'; readonly from: readonly string[] },
    refuse: (row: ImportRow) => void,
    work: (row: ImportRow, runId: string) => Promise<void>,
  ): Promise<void> {
    const runId = randomUUID()
    // Live before anyone can see its id.
    const begun = Promise.withResolvers<void>()
    live.set(runId, begun.promise)
    const claimed = wall.as(actor, async (tx) => {
      refuse(await findImport(tx, id))
      return claimImport(tx, id, { ...wanted, runId }, (other) => live.has(other ?? ''))
    })
    const row = await claimed.catch((error: unknown) => {
      live.delete(runId)
      throw error
    })
    const running = work(row, runId)
      .then(() => true)
      .catch((error: unknown) => fail(actor, row, runId, error))
      .then((isWritten) => {
        live.delete(runId)
        if (!isWritten) return
        justEnded.add(runId)
        setTimeout(() => justEnded.delete(runId), lingerMs).unref()
      })
    live.set(runId, running)
    begun.resolve()
  }

  /** Says why a run ended. What cannot be written now shows as interrupted. @returns whether it was written */
  async function fail(actor: Actor, row: ImportRow, runId: string, error: unknown): Promise<boolean> {
    if (signal.aborted) return false
    const isForeseen = error instanceof RunEnds || error instanceof AppError
    if (!isForeseen) log.error({ err: error, import: row.id }, 'import failed')
    const note =
      error instanceof RunEnds
        ? error.note
        : saying('failed', { detail: error instanceof AppError ? error.message : null })
    try {
      await wall.as(actor, async (tx) => {
        if (error instanceof RunEnds && error.plan) await keepPlan(tx, row, error.plan)
        await endRun(tx, row.id, runId, note)
      })
      return true
    } catch (second) {
      const err = second instanceof Error ? second.message : String(second)
      log.warn({ err, import: row.id }, 'end of an import could not be written')
      return false
    }
  }

  const progress = (actor: Actor, row: ImportRow, runId: string, offset: number) => async (done: number) => {
    signal.throwIfAborted()
    await wall.as(actor, (tx) => keepProgress(tx, row.id, runId, offset + done))
    signal.throwIfAborted()
  }

  const toolsOf = (row: ImportRow) => ({
    agencyId: row.agencyId,
    takenCodes: async (codes: readonly string[]) => {
      const taken = await wall.lookUp((tx) =>
        tx
          .selectFrom('platform.asset')
          .select('code')
          .where('code', '=', sql<string>`any(${[...codes]}::text[])`)
          .execute(),
      )
      return new Set(taken.map(({ code }) => code))
    },
  })

  const mappingOf = (row: ImportRow) => row.mapping.map((field) => (field === '' ? null : field))
  const readTable = async (actor: Actor, row: ImportRow) =>
    openTable(await wall.read(actor, (tx) => readContent(tx, row.id)), row.sheet)

  return {
    check: (actor, target, id) =>
      start(
        actor,
        id,
        { state: 'checking', from: ['uploaded', 'checked'] },
        () => undefined,
        async (row, runId) => {
          const table = await readTable(actor, row)
          const plan = await wall.read(actor, (tx) =>
            planImport(tx, actor, target, table, mappingOf(row), toolsOf(row), progress(actor, row, runId, 0)),
          )
          await wall.as(actor, async (tx) => {
            await holdImport(tx, id, runId)
            await keepPlan(tx, row, plan)
          })
        },
      ),

    apply: (actor, target, id, goodOnly) =>
      start(
        actor,
        id,
        { state: 'applying', from: ['checked'] },
        (row) => refuseApplying(actor, target, row, goodOnly),
        async (row, runId) => {
          const table = await readTable(actor, row)
          const write = target.isServiceWritten
            ? wall.service
            : (work: (tx: Db) => Promise<void>) => wall.as(actor, work)
          await write(async (tx) => {
            await beginQuietly(tx)
            await holdImport(tx, id, runId)
            const mapping = mappingOf(row)
            const plan = await planImport(
              tx,
              actor,
              target,
              table,
              mapping,
              toolsOf(row),
              progress(actor, row, runId, 0),
            )
            refuseDifference(await readMarks(tx, id), plan)
            const wanted = plan.outcomes.filter(({ outcome }) => outcome === 'new' || outcome === 'changed')
            for (let start = 0; start < wanted.length; start += chunkRows) {
              const chunk = wanted.slice(start, start + chunkRows)
              await keepMadeRows(tx, row, await target.write(tx, actor, chunk))
              await progress(actor, row, runId, row.rowCount)(Math.min(start + chunkRows, wanted.length))
            }
            await finishApplying(tx, actor, target, row, plan)
          })
        },
      ),

    undo: (actor, target, id) =>
      start(
        actor,
        id,
        { state: 'undoing', from: ['applied'] },
        () => undefined,
        async (row, runId) => {
          await wall.service(async (tx) => {
            await beginQuietly(tx)
            await holdImport(tx, id, runId)
            await takeBack(tx, actor, target, row, progress(actor, row, runId, 0))
          })
        },
      ),

    isLive: (runId) => live.has(runId ?? '') || justEnded.has(runId ?? ''),
    async close() {
      controller.abort(new Error('the centre is stopping'))
      await Promise.all(live.values())
    },
  }
}

function refuseApplying(actor: Actor, target: ImportTarget, row: ImportRow, goodOnly: boolean): void {
  target.refuse(actor, row.agencyId)
  const counts = (row.counts ?? { new: 0, changed: 0, faulty: 0 }) as { new: number; changed: number; faulty: number } // Written by keepPlan.
  if (counts.faulty > 0 && !goodOnly) {
    const detail = `${counts.faulty} rows are faulty; mend them, or choose to import only the good rows`
    throw new AppError('import_has_faults', 409, { detail })
  }
  if (row.state === 'checked' && counts.new + counts.changed === 0) {
    throw new AppError('import_changes_nothing', 409, { detail: 'no row would make or change anything' })
  }
}

/** @throws {RunEnds} when a row would do something else than the check said */
function refuseDifference(marks: readonly string[], plan: ImportPlan): void {
  const differing = plan.outcomes.flatMap(({ line }, at) => (marks[at] === plan.marks[at] ? [] : [line]))
  if (differing.length === 0) return
  throw new RunEnds(saying('differs', { lines: differing.slice(0, 100), count: differing.length }), plan)
}

async function finishApplying(
  tx: Db,
  actor: Actor,
  target: ImportTarget,
  row: ImportRow,
  plan: ImportPlan,
): Promise<void> {
  if (plan.counts.faulty === 0) await clearContent(tx, row.id)
  await tx
    .updateTable('platform.dataImport')
    .set({ state: 'applied', appliedAt: sql`now()`, appliedBy: actor.accountId, appliedByName: actor.name })
    .where('id', '=', row.id)
    .execute()
  await audit(tx, actor, row, 'import.applied', { target: target.key, ...plan.counts })
  await target.announce(tx, [row.agencyId])
}

async function takeBack(
  tx: Db,
  actor: Actor,
  target: ImportTarget,
  row: ImportRow,
  onProgress: (done: number) => Promise<void>,
): Promise<void> {
  const rows = await readMadeRows(tx, row.id)
  const against: Against[] = []
  for (let start = 0; start < rows.length; start += chunkRows) {
    against.push(...(await target.findAgainst(tx, rows.slice(start, start + chunkRows))))
    await onProgress(Math.min(start + chunkRows, rows.length))
  }
  if (against.length > 0) {
    throw new RunEnds(saying('undo_refused', { against: against.slice(0, 200), count: against.length }))
  }
  const open = (isOpen: boolean) =>
    sql`select platform.open_removal(${[...target.removalTables]}::text[], ${isOpen})`.execute(tx)
  await open(true)
  for (let start = 0; start < rows.length; start += chunkRows) {
    await target.takeBack(tx, actor, rows.slice(start, start + chunkRows))
    await onProgress(row.rowCount + Math.min(start + chunkRows, rows.length))
  }
  await open(false)
  await tx.deleteFrom('platform.dataImportRow').where('importId', '=', row.id).execute()
  await clearContent(tx, row.id)
  await tx
    .updateTable('platform.dataImport')
    .set({ state: 'undone', undoneAt: sql`now()`, undoneBy: actor.accountId, undoneByName: actor.name })
    .where('id', '=', row.id)
    .execute()
  await audit(tx, actor, row, 'import.undone', { target: target.key, rows: rows.length })
  await target.announce(tx, [row.agencyId])
}

/** Counts only: no cell of the file. */
const audit = (tx: Db, actor: Actor, row: ImportRow, action: string, detail: object) =>
  writeAudit(tx, actor, { agencyId: row.agencyId, action, subject: { kind: 'import', id: row.id }, detail })
