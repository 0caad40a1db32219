import type { Logger } from 'pino'
import type { ModuleDefinition } from '../../core/module.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import { openReactions, type ReactionPace, type Reactions } from '../happenings/reactions.ts'
import { tellDeadlines } from '../happenings/tell-deadlines.ts'
import { indexRecordKinds } from '../records/record-kind.ts'
import { openPostOffice, type PostOffice } from './post-office.ts'

/** What happens by itself when something happens: deadlines are looked at, modules react, messages go out. */
export interface Messaging extends Pick<Reactions, 'wake' | 'tryAgain'> {
  readonly reactions: Reactions['declared']
  readonly channels: PostOffice['declared']
  /** Begins; needs a seeded database. @throws when the rows cannot be written */
  start(): Promise<void>
  close(): Promise<void>
}

const lookAtDeadlinesMs = 10_000

/** Readies reactions and channels of the modules; nothing runs before `start`. */
export function openMessaging(options: {
  modules: readonly ModuleDefinition[]
  wall: Wall
  log: Logger
  deadlinesMs?: number
  reactionPace?: ReactionPace | undefined
}): Messaging {
  const { wall, log, deadlinesMs = lookAtDeadlinesMs } = options
  const reactions = openReactions(options)
  const office = openPostOffice(options)
  const kinds = [...indexRecordKinds(options.modules).values()]
  const ending = new AbortController()
  let looking: Promise<unknown> = Promise.resolve()

  async function look(): Promise<void> {
    while (!ending.signal.aborted) {
      await tellDeadlines(wall, kinds, new Date(), ending.signal).catch((error: Error) =>
        log.warn({ err: error.message }, 'deadlines cannot be looked at now'),
      )
      await pause(deadlinesMs, ending.signal)
    }
  }

  return {
    reactions: reactions.declared,
    channels: office.declared,
    wake: reactions.wake,
    tryAgain: reactions.tryAgain,
    async start() {
      await reactions.start()
      await office.start()
      looking = look()
    },
    async close() {
      ending.abort()
      await Promise.all([looking, reactions.close(), office.close()])
    },
  }
}
