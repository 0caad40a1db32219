import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** What a file keeps, or null where there is none yet. @throws {Error} saying `mend` when it is not one of ours */
export async function readKept<T extends z.ZodType>(path: string, schema: T, mend: string): Promise<z.infer<T> | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new Error(`${path} ${mend}`, { cause })
  }
}

/** Keeps it whole: a reader sees the old file or the new one, never a part. Makes the folder where it is missing. */
export async function writeKept(path: string, kept: object): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(`${path}.next`, `${JSON.stringify(kept)}\n`)
  await rename(`${path}.next`, path)
}
