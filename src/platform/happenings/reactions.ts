import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { ModuleDefinition } from '../../core/module.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import {
  type DeclaredReaction,
  ensureReactionRows,
  laterOf,
  listReactions,
  type Place,
  reactionName,
  readNext,
} from './rows.ts'
import { faultText, noteFailure, type Taking, takeAgain, takeHappening } from './take-happening.ts'

/** The reactions of every module, each at its own pace. */
export interface Reactions {
  readonly declared: readonly DeclaredReaction[]
  /** Begins to follow what happens. @throws when the rows cannot be written */
  start(): Promise<void>
  /** Something may have happened: look soon. */
  wake(): void
  /** {@link takeAgain} of one fault. */
  tryAgain(faultId: number): Promise<void>
  /** Ends after the run that is under way. */
  close(): Promise<void>
}

/** How reactions are paced; tests take a quicker one. */
export interface ReactionPace {
  readonly tries: number
  readonly retryMs: number
  /** How long one run may take: it holds a connection and, where it writes, locks. */
  readonly longestMs: number
  readonly lookAgainMs: number
}

const usualPace: ReactionPace = { tries: 5, retryMs: 2_000, longestMs: 10_000, lookAgainMs: 1_000 }
const atOnce = 50
/** Between two looks, however much is committed meanwhile. */
const gapMs = 100

/** Readies the modules' reactions; nothing runs before `start`. */
export function openReactions(options: {
  modules: readonly ModuleDefinition[]
  wall: Wall
  log: Logger
  reactionPace?: ReactionPace | undefined
}): Reactions {
  const { wall, log, reactionPace: pace = usualPace } = options
  const ids = options.modules.map(({ id }) => id)
  const takings: Taking[] = listReactions(options.modules).map((one) => ({
    one,
    others: ids.filter((id) => id !== one.module.id),
    longestMs: pace.longestMs,
  }))
  const ending = new AbortController()
  const nudges = new Set<() => void>()
  let following: Promise<unknown> = Promise.resolve()
  let wakings = 0

  /**
   * One look: what is due now for one reaction. Below `seen` lies nothing more for it, wherever its place is.
   * @returns whether there may be more at once, and up to where nothing is left
   */
  async function look(taking: Taking, seen: Place): Promise<{ isMore: boolean; seen: Place }> {
    const { one } = taking
    const { from, next, end } = await wall.lookUp(async (tx) => {
      const row = await tx
        .selectFrom('platform.reaction')
        .select(['xid', 'happeningId', 'nextAt'])
        .where('module', '=', one.module.id)
        .where('key', '=', one.reaction.key)
        .executeTakeFirstOrThrow()
      if (row.nextAt.getTime() > Date.now()) return { from: row, next: [], end: seen }
      // Taken before the rows are read: all that lies below it is among them.
      const { rows } = await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(
        tx,
      )
      const next = await readNext(tx, one.reaction, laterOf(row, seen), atOnce)
      return { from: row, next, end: next.length === 0 ? { xid: rows[0]?.xid ?? '0', happeningId: 0 } : seen }
    })
    let place: Place = from
    for (const happening of next) {
      if (ending.signal.aborted) return { isMore: false, seen }
      try {
        if (!(await wall.service((tx) => takeHappening(tx, taking, place, happening)))) return { isMore: true, seen }
      } catch (error) {
        const fault = faultText(error)
        const failures = await wall.service((tx) => noteFailure(tx, one, { from: place, next: happening, fault }, pace))
        const { happeningId } = happening
        log.warn({ reaction: reactionName(one), happening: happeningId, failures, err: fault }, 'reaction failed')
        return { isMore: false, seen }
      }
      place = happening
    }
    return { isMore: next.length === atOnce, seen: end }
  }

  async function follow(taking: Taking): Promise<void> {
    let seen: Place = { xid: '0', happeningId: 0 }
    while (!ending.signal.aborted) {
      const before = wakings
      const found = await look(taking, seen).catch((error: unknown) => {
        log.warn({ reaction: reactionName(taking.one), err: faultText(error) }, 'happenings cannot be read now')
        return { isMore: false, seen }
      })
      seen = found.seen
      if (found.isMore) continue
      await pause(gapMs, ending.signal)
      if (wakings === before) await nudged(pace.lookAgainMs)
    }
  }

  function nudged(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        nudges.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      nudges.add(wake)
      if (ending.signal.aborted) wake()
    })
  }

  return {
    declared: takings.map(({ one }) => one),
    async start() {
      await ensureReactionRows(
        wall,
        takings.map(({ one }) => one),
      )
      following = Promise.all(takings.map(follow))
    },
    wake() {
      wakings++
      for (const nudge of [...nudges]) nudge()
    },
    tryAgain: (faultId) =>
      wall.service((tx) =>
        takeAgain(tx, faultId, (module, key) =>
          takings.find(({ one }) => one.module.id === module && one.reaction.key === key),
        ),
      ),
    async close() {
      ending.abort()
      for (const nudge of [...nudges]) nudge()
      await following
    },
  }
}
