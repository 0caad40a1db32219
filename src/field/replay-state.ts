import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

const ReplayState = z.object({
  startedAt: z.iso.datetime(),
  offsetMs: z.int(),
  /** Key of the last row the centre has acknowledged; every row before it is acknowledged too. */
  acknowledged: z.string().nullable(),
})
/** What a replay must know to go on where it stopped. */
export type ReplayState = z.infer<typeof ReplayState>

/** The state in a file, or null where there is none yet. Throws when the file is not one of ours. */
export async function readReplayState(path: string): Promise<ReplayState | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return ReplayState.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${path} is no state of a replay: delete it to replay from the beginning`, { cause })
  }
}

/** Keeps the state whole: a reader sees the old file or the new one, never a part. Makes the folder where it is missing. */
export async function writeReplayState(path: string, state: ReplayState): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.next`, `${JSON.stringify(state)}\n`)
  await rename(`${path}.next`, path)
}
