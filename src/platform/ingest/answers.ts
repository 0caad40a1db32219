import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { AppError, conflict } from '../../core/error.ts'
import type { Db } from '../db/pool.ts'
import type { Wall } from '../db/wall.ts'

/** So long the same key gets the same answer. */
const keptHours = 24
const keyForm = /^[\x21-\x7e]{1,200}$/

/** @throws {AppError} `bad_request` for a key that is none */
export function readKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null
  if (typeof header === 'string' && keyForm.test(header)) return header
  throw new AppError('bad_request', 400, { detail: 'Idempotency-Key: 1 to 200 visible ASCII characters' })
}

/** Requests that carry a key: each is done once, whoever asks again gets the answer of that once. */
export class Answers {
  readonly #wall: Wall
  readonly #underway = new Map<string, { hash: Buffer; answer: Promise<Buffer> }>()

  constructor(wall: Wall) {
    this.#wall = wall
  }

  /**
   * The kept answer, else that of `work`, which keeps its own in its transaction with {@link keepAnswer}.
   * @throws {AppError} `key_reused` (422) when the key came with another body
   */
  async once(sender: string, key: string, body: Buffer, work: (hash: Buffer) => Promise<Buffer>): Promise<Buffer> {
    const hash = createHash('sha256').update(body).digest()
    const name = `${key} ${sender}`
    const underway = this.#underway.get(name)
    if (underway) {
      refuseOther(underway.hash, hash, key)
      return underway.answer
    }
    const answer = this.#find(sender, key, hash).then((kept) => kept ?? work(hash))
    this.#underway.set(name, { hash, answer })
    try {
      return await answer
    } finally {
      this.#underway.delete(name)
    }
  }

  async #find(sender: string, key: string, hash: Buffer): Promise<Buffer | null> {
    const row = await this.#wall.lookUp((tx) =>
      tx
        .selectFrom('platform.ingestAnswer')
        .select(['bodyHash', 'answer'])
        .where('sender', '=', sender)
        .where('key', '=', key)
        .where('at', '>', sql<Date>`now() - make_interval(hours => ${keptHours})`)
        .executeTakeFirst(),
    )
    if (!row) return null
    refuseOther(row.bodyHash, hash, key)
    return row.answer
  }
}

function refuseOther(known: Buffer, given: Buffer, key: string): void {
  if (known.equals(given)) return
  throw new AppError('key_reused', 422, {
    detail: `Idempotency-Key ${key} was used with another body within a day; give each body a key of its own`,
  })
}

/** Keeps an answer in the transaction whose work it tells. @throws {AppError} `key_in_use` when another process was faster */
export async function keepAnswer(
  tx: Db,
  kept: { sender: string; key: string; bodyHash: Buffer; answer: Buffer },
): Promise<void> {
  const { sender, key, bodyHash, answer } = kept
  const { numAffectedRows } = await sql`
    insert into platform.ingest_answer as a (sender, key, body_hash, answer) values (${sender}, ${key}, ${bodyHash}, ${answer})
    on conflict (sender, key) do update set body_hash = excluded.body_hash, answer = excluded.answer, at = now()
    where a.at < now() - make_interval(hours => ${keptHours})`.execute(tx)
  if (numAffectedRows !== 1n) throw conflict('key_in_use', `Idempotency-Key ${key} is in use now; ask again`)
}

/** Deletes answers that are not given any more. */
export async function forgetOldAnswers(tx: Db): Promise<void> {
  await tx
    .deleteFrom('platform.ingestAnswer')
    .where('at', '<', sql<Date>`now() - make_interval(hours => ${keptHours})`)
    .execute()
}
