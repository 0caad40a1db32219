import { z } from 'zod'
import { readKept, writeKept } from './kept-file.ts'

const ReplayState = z.object({
  startedAt: z.iso.datetime(),
  offsetMs: z.int(),
  /** Key of the last row the centre has acknowledged; every row before it is acknowledged too. */
  acknowledged: z.string().nullable(),
})
/** What a replay must know to go on where it stopped. */
export type ReplayState = z.infer<typeof ReplayState>

/** The state in a file, or null where there is none yet. Throws when the file is not one of ours. */
export const readReplayState = (path: string): Promise<ReplayState | null> =>
  readKept(path, ReplayState, 'is no state of a replay: delete it to replay from the beginning')

/** Keeps the state whole. Makes the folder where it is missing. */
export const writeReplayState = (path: string, state: ReplayState): Promise<void> => writeKept(path, state)
