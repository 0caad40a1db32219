import { appendFile, mkdir, open, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

const Head = z.object({
  /** Place of the last sealed row; 0 before the first. */
  no: z.int().min(0),
  /** Hex; empty before the first. */
  seal: z.string().regex(/^([0-9a-f]{64})?$/),
  sealedAt: z.string().nullable(),
})
/** The end of the chain. */
export type Head = z.infer<typeof Head>

/** Where the centre with this data folder keeps its head. */
export const headFolderIn = (dataDir: string): string => join(dataDir, 'audit')

/** Of the journal; the one before is kept, too. */
const journalBytes = 64 * 1024

const headIn = (folder: string) => join(folder, 'head.json')
const journalIn = (folder: string) => join(folder, 'heads.jsonl')
const olderJournalIn = (folder: string) => join(folder, 'heads.1.jsonl')

/** The head kept in `folder`; null where none is, or none that can be read. */
export async function readHeadFile(folder: string): Promise<Head | null> {
  const text = await readFile(headIn(folder), 'utf8').catch(nothingThere)
  return text === null ? null : parseHead(text)
}

/** Heads kept before, oldest first; a line that was cut short by a crash is passed over. */
export async function readHeadJournal(folder: string): Promise<Head[]> {
  const texts = await Promise.all(
    [olderJournalIn(folder), journalIn(folder)].map((path) => readFile(path, 'utf8').catch(nothingThere)),
  )
  return texts.flatMap((text) => (text ?? '').split('\n')).flatMap((line) => parseHead(line) ?? [])
}

/** Keeps a head: whole or not at all, whenever the machine stops. */
export async function writeHeadFile(folder: string, head: Head): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const text = `${JSON.stringify(head)}\n`
  const draft = `${headIn(folder)}.new`
  const file = await open(draft, 'w', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, headIn(folder))
  const names = await open(folder, 'r')
  try {
    await names.sync()
  } finally {
    await names.close()
  }
  const { size } = await stat(journalIn(folder)).catch(() => ({ size: 0 }))
  if (size > journalBytes) await rename(journalIn(folder), olderJournalIn(folder))
  await appendFile(journalIn(folder), text, { mode: 0o600 })
}

/** Puts the heads kept so far aside, for who looks into what happened: after them another chain is believed. */
export async function setJournalAside(folder: string, now: Date): Promise<void> {
  const mark = now.toISOString().replaceAll(/[:.]/g, '-')
  for (const path of [headIn(folder), journalIn(folder), olderJournalIn(folder)]) {
    await rename(path, `${path}.${mark}`).catch(nothingThere)
  }
}

function parseHead(text: string): Head | null {
  try {
    return Head.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

function nothingThere(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
