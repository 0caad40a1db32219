import { sql } from 'kysely'
import type { Logger } from 'pino'
import type { ModuleDefinition } from '../../core/module.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import { deliverDue, longestTryMs } from './deliver.ts'
import { channelName, type DeclaredChannel, ensureChannelRows, listChannels } from './rows.ts'
import { readMessageSetting } from './settings.ts'

/** Carries messages over the modules' channels, each channel on its own. */
export interface PostOffice {
  readonly declared: readonly DeclaredChannel[]
  /** Begins to deliver. @throws when the rows cannot be written */
  start(): Promise<void>
  /** Ends; what is under way is broken off and tried again after the next start. */
  close(): Promise<void>
}

/** How many tries of one channel run at a time. */
const width = 4
const lookAgainMs = 1_000

/** Readies the modules' channels; nothing leaves before `start`. */
export function openPostOffice(options: {
  modules: readonly ModuleDefinition[]
  wall: Wall
  log: Logger
  longestMs?: number
}): PostOffice {
  const { wall, log, longestMs = longestTryMs } = options
  const declared = listChannels(options.modules)
  const ending = new AbortController()
  let working: Promise<unknown> = Promise.resolve()

  async function work(one: DeclaredChannel): Promise<void> {
    while (!ending.signal.aborted) {
      const tried = await deliverDue(wall, log, one, { width, longestMs, signal: ending.signal }).catch(
        (error: Error) => {
          log.warn({ channel: channelName(one), err: error.message }, 'messages cannot be delivered now')
          return 0
        },
      )
      if (tried < width) await pause(lookAgainMs, ending.signal)
    }
  }

  return {
    declared,
    async start() {
      await ensureChannelRows(wall, declared)
      working = Promise.all(declared.map(work))
    },
    async close() {
      ending.abort()
      await working
    },
  }
}

/**
 * Deletes messages, and happenings that no reaction will ask for any more, when their days are over. Those of bulletins stay: they are
 * what an incident knows of whom it told.
 */
export async function forgetOldMessages(wall: Wall): Promise<void> {
  await wall.service(async (tx) => {
    const { keptDays, happeningDays } = await readMessageSetting(tx)
    const before = (days: number) => sql<Date>`now() - make_interval(secs => ${days * 86_400})`
    await tx.deleteFrom('platform.message').where('at', '<', before(keptDays)).where('bulletinId', 'is', null).execute()
    await tx.deleteFrom('platform.happening').where('toldAt', '<', before(happeningDays)).execute()
  })
}
