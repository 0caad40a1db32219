import fc from 'fast-check'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/cluster.ts'
import { ThingsQuery } from '../../core/api/things.ts'
import type { Actor } from '../auth/actor.ts'
import { openPool, type Pool } from '../db/pool.ts'
import { buildWall, type Wall } from '../db/wall.ts'
import { readThings } from './read-things.ts'

let database: TestDatabase
let admin: pg.Client
let pool: Pool
let wall: Wall

const agencyCount = 5

beforeAll(async () => {
  database = await createTestDatabase()
  admin = new pg.Client(database.admin)
  await admin.connect()
  pool = openPool(database.target, pino({ level: 'silent' }), 2)
  wall = buildWall(pool.db, () => undefined)
  await admin.query(
    `insert into platform.agency (code, name, kind) select 'A' || n, 'Cơ quan ' || n, 'x' from generate_series(1, ${agencyCount}) n`,
  )
})
afterAll(async () => {
  await pool.close()
  await admin.end()
  await database.drop()
})

/** A word as people write it, and what it is in plain letters: written here by hand, so that no code of ours says so. */
interface Word {
  readonly typed: string
  readonly plain: string
}

const spellings: Readonly<Record<string, readonly string[]>> = {
  huong: ['Hương', 'HƯƠNG', 'hương', 'hƣơng', 'Hường', 'huong', 'Huong'],
  tra: ['Trà', 'TRÀ', 'trà', 'tra', 'Trả'],
  thuy: ['Thuỷ', 'Thủy', 'THUỶ', 'thủy', 'thuy'],
  thuan: ['Thuận', 'THUẬN', 'thuân', 'thuan'],
  hoa: ['Hoá', 'Hóa', 'hòa', 'hoà', 'HOÀ', 'hoa'],
  duong: ['Đường', 'đường', 'ĐƯỜNG', 'Dương', 'ðường', 'duong', 'đƣờng'],
  dao: ['Đạo', 'đạo', 'dao', 'Đảo'],
  da: ['Dạ', 'đá', 'Đà', 'da'],
  a: ['A', 'a', 'À', 'á'],
  luoi: ['Lưới', 'lưới', 'LƯỚI', 'lƣới', 'luoi'],
  '12': ['12'],
  '1': ['1'],
}

const word: fc.Arbitrary<Word> = fc
  .constantFrom(...Object.entries(spellings).flatMap(([plain, all]) => all.map((typed) => ({ plain, typed }))))
  .chain(({ plain, typed }) =>
    fc.constantFrom<Word>(
      { plain, typed },
      { plain, typed: typed.normalize('NFD') },
      { plain, typed: typed.normalize('NFC') },
    ),
  )
const separator = fc.constantFrom(' ', '  ', '-', ', ', '/', '\u00a0', '\t', '. ')
/** The first letters of a word, never within a letter and its marks. */
const beginning = fc
  .tuple(word, fc.nat(4))
  .filter(([{ typed, plain }, cut]) => [...typed].length === plain.length && cut > 0)
  .map(([{ typed, plain }, cut]): Word => ({ typed: [...typed].slice(0, cut).join(''), plain: plain.slice(0, cut) }))

interface Made {
  readonly words: readonly Word[]
  readonly gap: string
  readonly agencyId: number
  readonly sharedWith: readonly number[]
  readonly minute: number
}

const agency = fc.integer({ min: 1, max: agencyCount })
const things: fc.Arbitrary<Made[]> = fc.array(
  fc.record({
    words: fc.array(word, { minLength: 1, maxLength: 4 }),
    gap: separator,
    agencyId: agency,
    sharedWith: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.uniqueArray(agency, { maxLength: 2 })),
    minute: fc.nat(20),
  }),
  { minLength: 1, maxLength: 40 },
)

interface Asked {
  readonly words: readonly Word[]
  readonly gap: string
  /** null: a reader of the whole province. */
  readonly agencyIds: readonly number[] | null
}

const questions: fc.Arbitrary<Asked[]> = fc.array(
  fc.record({
    words: fc.array(fc.oneof({ weight: 2, arbitrary: word }, beginning), { minLength: 1, maxLength: 3 }),
    gap: separator,
    agencyIds: fc.oneof(
      { weight: 4, arbitrary: fc.uniqueArray(agency, { minLength: 1, maxLength: agencyCount }) },
      fc.constant(null),
    ),
  }),
  { minLength: 6, maxLength: 12 },
)

const titleOf = ({ words, gap }: Pick<Made, 'words' | 'gap'>) => words.map(({ typed }) => typed).join(gap)
const idOf = (index: number) => String(index).padStart(3, '0')

/** Everything looked at one by one. */
function findSlowly(all: readonly Made[], { words, agencyIds }: Asked): string[] {
  const seen = [...all.entries()].filter(
    ([, { agencyId, sharedWith }]) =>
      agencyIds === null || agencyIds.includes(agencyId) || sharedWith.some((id) => agencyIds.includes(id)),
  )
  const having = (fits: (own: string, asked: string) => boolean) =>
    seen.filter(([, made]) => words.every((asked) => made.words.some((own) => fits(own.plain, asked.plain))))
  const whole = having((own, asked) => own === asked)
  const found = whole.length > 0 ? whole : having((own, asked) => own.startsWith(asked))
  const newestFirst = found.toSorted(([a, first], [b, second]) => second.minute - first.minute || b - a)
  return newestFirst.map(([index]) => idOf(index))
}

function actorOf(agencyIds: readonly number[] | null): Actor {
  return {
    accountId: 1,
    login: 'a',
    name: 'A',
    agencyId: agencyIds?.[0] ?? 1,
    reach: agencyIds ? 'agencies' : 'province',
    agencyIds: agencyIds ?? [1],
    mustChangePassword: false,
    permissions: new Set(),
  }
}

async function replaceThings(all: readonly Made[]): Promise<void> {
  await admin.query('delete from platform.thing')
  const rows = all.map((made, index) => ({
    ...{ id: idOf(index), agency_id: made.agencyId, shared_with: made.sharedWith, title: titleOf(made) },
    opened_at: new Date(Date.UTC(2026, 0, 1, 0, made.minute)),
  }))
  await admin.query(
    `insert into platform.thing (kind, id, agency_id, shared_with, title, state, opened_at, address)
    select 'asset', id, agency_id, shared_with, title, 'in_use', opened_at, '/'
    from jsonb_to_recordset($1) row (id text, agency_id int, shared_with int[], title text, opened_at timestamptz)`,
    [JSON.stringify(rows)],
  )
}

/** Asks page by page, so that the place between two pages is tried as well. */
async function find(asked: Asked): Promise<string[]> {
  const found: string[] = []
  for (let after: string | undefined; ; ) {
    const query = ThingsQuery.parse({ q: titleOf(asked), after })
    const { things, places } = await wall.read(actorOf(asked.agencyIds), (tx) => readThings(tx, query, 7))
    found.push(...things.map(({ id }) => id))
    after = places.at(-1)
    if (things.length < 7 || after === undefined) return found
  }
}

/** `isFaultExpected`: the first one is enough, the smallest is not looked for. */
const checkAgainstModel = (runs: number, isFaultExpected = false) =>
  fc.assert(
    fc.asyncProperty(things, questions, async (all, asks) => {
      await replaceThings(all)
      for (const asked of asks) expect(await find(asked), JSON.stringify(asked)).toEqual(findSlowly(all, asked))
    }),
    { numRuns: runs, endOnFailure: isFaultExpected },
  )

test('a search through the wall finds what looking at everything one by one finds, newest first', async () => {
  await checkAgainstModel(25)
})

test('that comparison sees a row that leaks, and one that is withheld', async () => {
  await admin.query('alter table platform.thing disable row level security')
  await expect(checkAgainstModel(200, true)).rejects.toThrow('Property failed')
  await admin.query('alter table platform.thing enable row level security')
  // Sharing forgotten.
  await admin.query(`alter policy people on platform.thing
    using (agency_id = any ((select nullif(current_setting('nhip.agencies', true), '')::int[])::int[]))`)
  await expect(checkAgainstModel(200, true)).rejects.toThrow('Property failed')
})
