import { AppError } from '../../core/error.ts'
import type { Wall } from '../db/wall.ts'
import { readStanding } from './head.ts'
import { type Head, readHeadFile, setJournalAside, writeHeadFile } from './head-file.ts'
import { writeAudit } from './write-audit.ts'

/**
 * Believes the chain in the database from now on, as after a backup was restored on purpose; says so in the audit itself. The heads kept
 * so far stay in `folder` under another name.
 * @returns the head that is kept now
 * @throws {AppError} `nothing_to_accept` when the head in `folder` is part of the chain
 */
export async function acceptChain(wall: Wall, folder: string, why: string): Promise<Head> {
  const kept = await readHeadFile(folder)
  const { head, outside } = await wall.lookUp((tx) => readStanding(tx, kept))
  if (outside === 'same')
    throw new AppError('nothing_to_accept', 409, {
      detail: 'the head outside the database is part of the chain already',
    })
  await wall.service(async (tx) => {
    const root = await tx
      .selectFrom('platform.agency')
      .select('id')
      .where('parentId', 'is', null)
      .orderBy('id')
      .executeTakeFirstOrThrow()
    await writeAudit(tx, null, {
      agencyId: root.id,
      action: 'audit.accepted',
      subject: { kind: 'audit', id: String(head.no) },
      detail: { why, outside, kept, believed: head },
    })
  })
  await setJournalAside(folder, new Date())
  await writeHeadFile(folder, head)
  return head
}
