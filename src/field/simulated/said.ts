import { z } from 'zod'
import { readKept, writeKept } from '../kept-file.ts'

const Said = z.object({
  /** Of the replay it went with. */
  startedAt: z.iso.datetime(),
  /** Everything up to here was acknowledged, by the time that readings carry. */
  saidUntil: z.iso.datetime(),
})
/** What a simulated field must know to go on where it stopped. */
export type Said = z.infer<typeof Said>

/** What a file keeps, or null where there is none yet. Throws when the file is not one of ours. */
export const readSaid = (path: string): Promise<Said | null> =>
  readKept(path, Said, 'is no state of a simulated field: delete it to begin anew')

/** Keeps it whole. */
export const writeSaid = (path: string, said: Said): Promise<void> => writeKept(path, said)
