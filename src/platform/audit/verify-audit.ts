import { sql } from 'kysely'
import type { AuditFault, AuditVerification } from '../../core/api/audit.ts'
import { pause } from '../../core/poll/pause.ts'
import type { Wall } from '../db/wall.ts'
import { digestOf, type SealedRow, sealOf } from './chain.ts'
import { findForeignHeads, readStanding } from './head.ts'
import { type Head, readHeadFile, readHeadJournal } from './head-file.ts'

const sliceRows = 5_000
const shownFaults = 20
/** Rows carry the time at which their transaction began; none runs for longer. */
const longestTransactionUs = 3_600_000_000n

/** What was found so far. */
class Findings {
  readonly faults: AuditFault[] = []
  count = 0

  add(kind: AuditFault['kind'], no: number | null, rowId: number | null, detail: string): void {
    this.count++
    if (this.faults.length < shownFaults) this.faults.push({ kind, no, rowId, detail })
  }
}

interface Link extends Omit<SealedRow, 'id'> {
  readonly no: number
  readonly auditId: number
  readonly seal: string
  readonly sealedUs: string
  readonly isThere: boolean
}

/**
 * Computes every seal of the audit anew and compares, in short transactions; says what is changed, missing, put in past the sealer or
 * out of time, and whether the heads kept in `folder` (null: none are kept) are part of the chain.
 * @throws the reason of `signal` when that is aborted
 */
export async function verifyAudit(wall: Wall, folder: string | null, signal: AbortSignal): Promise<AuditVerification> {
  const found = new Findings()
  const kept = folder === null ? null : await readHeadFile(folder)
  const standing = await wall.lookUp((tx) => readStanding(tx, kept))
  if (folder !== null) await compareHeads(wall, found, standing.outside, kept, await readHeadJournal(folder))
  const rows = await followChain(wall, found, standing.head, signal)
  await findUnsealed(wall, found, signal)
  return {
    at: new Date().toISOString(),
    state: found.count === 0 ? 'whole' : 'broken',
    rows,
    faultCount: found.count,
    faults: found.faults,
  }
}

async function compareHeads(
  wall: Wall,
  found: Findings,
  outside: string,
  kept: Head | null,
  journal: readonly Head[],
): Promise<void> {
  if (outside === 'missing')
    found.add('head_missing', null, null, 'no head is kept outside the database, though rows were sealed')
  if (outside === 'ahead' && kept) {
    const detail = `the head outside the database is row ${kept.no} of the chain, which the database lacks: rows were deleted at the end, or an older database was restored`
    found.add('head_ahead', kept.no, null, detail)
  }
  if (outside === 'differs' && kept)
    found.add('head_differs', kept.no, null, 'the head outside the database has another seal: the chain was made anew')
  if (outside !== 'same') return
  for (const head of await wall.lookUp((tx) => findForeignHeads(tx, journal))) {
    found.add('head_differs', head.no, null, 'an earlier head outside the database has another seal than the chain')
  }
}

/** @returns how many seals were looked at */
async function followChain(wall: Wall, found: Findings, head: Head, signal: AbortSignal): Promise<number> {
  let before: { no: number; seal: string } | null = null
  let latestUs = 0n
  let rows = 0
  for (;;) {
    signal.throwIfAborted()
    const after: number = before?.no ?? 0
    const links: readonly Link[] = await wall.lookUp((tx) => readLinks(tx, after, head.no))
    for (const link of links) {
      const { no, auditId, seal } = link
      const expectedNo: number = (before?.no ?? 0) + 1
      if (no !== expectedNo) {
        const detail = `rows ${expectedNo} to ${no - 1} of the chain are missing, with their seals`
        found.add('seals_missing', expectedNo, null, detail)
      } else if (!link.isThere) {
        found.add('row_missing', no, auditId, `row ${auditId} was sealed and is no longer there`)
      } else if (sealOf(before?.seal ?? null, no, link.sealedUs, digestOf({ ...link, id: String(auditId) })) !== seal) {
        found.add('changed', no, auditId, `row ${auditId} or its seal was changed after it was sealed`)
      }
      if (link.isThere) {
        const atUs = BigInt(link.atUs)
        if (atUs < latestUs - longestTransactionUs) {
          const at = new Date(Number(atUs / 1000n)).toISOString()
          found.add('past_time', no, auditId, `row ${auditId} says ${at}, and was written after later ones`)
        }
        if (atUs > latestUs) latestUs = atUs
      }
      before = { no, seal }
      rows++
    }
    if (links.length < sliceRows) break
    await pause(1, signal)
  }
  const last = before?.no ?? 0
  if (last < head.no)
    found.add('seals_missing', last + 1, null, `rows ${last + 1} to ${head.no} of the chain are missing`)
  return rows
}

type Tx = Parameters<Parameters<Wall['lookUp']>[0]>[0]

async function readLinks(tx: Tx, after: number, to: number): Promise<readonly Link[]> {
  const { rows } = await sql<Link>`
    select s.no, s.audit_id as "auditId", encode(s.seal, 'hex') as seal,
      (extract(epoch from s.sealed_at) * 1000000)::bigint::text as "sealedUs", a.id is not null as "isThere",
      (extract(epoch from a.at) * 1000000)::bigint::text as "atUs", a.actor_id::text as "actorId", a.actor_name as "actorName",
      a.agency_id::text as "agencyId", a.action, a.subject_kind as "subjectKind", a.subject_id as "subjectId",
      a.detail::text as detail
    from (select * from platform.audit_seal where no > ${after} and no <= ${to} order by no limit ${sliceRows}) s
      -- Row by row through the index: a table that was never analysed would be read whole for each slice.
      left join lateral (select * from platform.audit where id = s.audit_id offset 0) a on true
    order by s.no`.execute(tx)
  return rows
}

/** Rows that neither have a seal nor wait for one: put in past the sealer. */
async function findUnsealed(wall: Wall, found: Findings, signal: AbortSignal): Promise<void> {
  for (let after = 0; ; ) {
    signal.throwIfAborted()
    const slice = await wall.lookUp((tx) => readWithoutSeal(tx, after))
    if (slice.ids.length > 0) {
      for (const id of await wall.lookUp((tx) => readStrange(tx, slice.ids)))
        found.add('unsealed', null, id, `row ${id} has no seal and waits for none: it was put in past the sealer`)
    }
    if (slice.count < sliceRows) return
    after = slice.last
    await pause(1, signal)
  }
}

async function readWithoutSeal(tx: Tx, after: number): Promise<{ last: number; count: number; ids: number[] }> {
  const { rows } = await sql<{ last: number | null; count: number; ids: number[] }>`
    select max(a.id) as last, count(*)::int as count, coalesce(array_agg(a.id::float8) filter (where s.no is null), '{}') as ids
    from (select id from platform.audit where id > ${after} order by id limit ${sliceRows}) a
      left join lateral (select no from platform.audit_seal where audit_id = a.id offset 0) s on true`.execute(tx)
  const [row] = rows
  return { last: row?.last ?? after, count: row?.count ?? 0, ids: row?.ids ?? [] }
}

/** Those of `ids` that have no seal and do not wait: in one statement, since a row may be sealed between two. */
async function readStrange(tx: Tx, ids: readonly number[]): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select w.id from unnest(${ids}::bigint[]) w(id)
    where not exists (select from platform.audit_seal s where s.audit_id = w.id)
      and w.id not in (select u.audit_id from platform.audit_unsealed u) order by w.id`.execute(tx)
  return rows.map(({ id }) => id)
}
