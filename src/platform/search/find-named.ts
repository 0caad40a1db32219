import { sql } from 'kysely'
import type { Found, FoundGroup } from '../../core/api/search.ts'
import { fold, searchWords } from '../../core/fold.ts'
import { readAccounts } from '../auth/account-list.ts'
import type { Db } from '../db/pool.ts'
import { isNewest } from '../reports/read-report.ts'

/** Lists so short that they are read whole: a province has some two hundred agencies and communes. */
type NamedGroup = Exclude<FoundGroup, 'asset' | 'alert' | 'incident' | 'record' | 'task'>

const nothing = { number: null, area: null, agency: null, state: null, severity: null, held: false } as const

/** Agencies, areas, reports and people whose name, code or number has all the words, or beginnings of them. */
export async function findNamed(tx: Db, group: NamedGroup, q: string, limit: number): Promise<Found[]> {
  if (group === 'person') return findPeople(tx, q, limit)
  const all = await readAll[group](tx)
  return rankNamed(all, q).slice(0, limit)
}

/** Those of a list that have every word of `q` or its beginning in title or number, whose title begins with it first. */
export function rankNamed(all: readonly Found[], q: string): Found[] {
  const words = searchWords(q)
  if (words.length === 0) return []
  const typed = fold(q)
  return all
    .filter(({ title, number }) => {
      const known = searchWords(`${title} ${number ?? ''}`)
      return words.every((word) => known.some((each) => each.startsWith(word)))
    })
    .map((found) => ({ found, rank: fold(found.title).startsWith(typed) || found.number === q ? 0 : 1 }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ found }) => found)
}

const readAll: Record<Exclude<NamedGroup, 'person'>, (tx: Db) => Promise<Found[]>> = {
  async agency(tx) {
    const rows = await tx
      .selectFrom('platform.agency')
      .select(['code', 'name'])
      .where('closedAt', 'is', null)
      .orderBy('code')
      .execute()
    return rows.map(({ code, name }) => ({
      ...nothing,
      kind: 'agency',
      id: code,
      title: name,
      number: code,
      address: `/cai-dat/don-vi?ma=${encodeURIComponent(code)}`,
    }))
  },
  async area(tx) {
    const home = sql<string>`(select value ->> 'code' from platform.setting where key = 'province')`
    const rows = await tx
      .selectFrom('platform.area')
      .select(['code', 'name'])
      .where('validTo', 'is', null)
      .where((test) => test.or([test('parentCode', '=', home), test('code', '=', home)]))
      .orderBy('code')
      .execute()
    return rows.map(({ code, name }) => ({
      ...nothing,
      kind: 'area',
      id: code,
      title: name,
      number: code,
      address: `/cai-dat/dia-gioi?ma=${code}`,
    }))
  },
  async report(tx) {
    const rows = await tx
      .selectFrom('platform.report as r')
      .innerJoin('platform.agency as ag', 'ag.id', 'r.agencyId')
      .select(['r.id', 'r.number', 'r.title', 'ag.name as agencyName'])
      .where(isNewest)
      .orderBy('r.createdAt', 'desc')
      // Ten years of a report a day.
      .limit(4_000)
      .execute()
    return rows.map(({ id, number, title, agencyName }) => ({
      ...nothing,
      kind: 'report',
      id,
      title,
      number,
      agency: agencyName,
      address: `/bao-cao/${id}`,
    }))
  },
}

async function findPeople(tx: Db, q: string, limit: number): Promise<Found[]> {
  const filter = { q, state: 'all' as const }
  const accounts = await readAccounts(tx, filter, { limit, after: undefined })
  return accounts.map(({ id, login, name, agency }) => ({
    ...nothing,
    kind: 'person',
    id: String(id),
    title: name,
    number: login,
    agency: agency.name,
    address: `/cai-dat?ma=${id}`,
  }))
}
