/**
 * Search, box and radius over 1,000,000 things through the wall, as `GET /api/things` does without HTTP, beside the same statements with
 * the agency predicate by hand and no policy.
 */
import { ThingsQuery } from '../src/core/api/things.ts'
import { readThings } from '../src/platform/things/read-things.ts'
import { type Case, compare } from './support/compare.ts'
import { fillAgencies, fillThings } from './support/fill.ts'
import { type Owned, openProvince } from './support/province.ts'
import type { Result } from './support/result.ts'

const count = 1_000_000

const search = (name: string, asked: Record<string, string>): Case => ({
  name,
  run: async (wall, actor) => {
    const query = ThingsQuery.parse(asked)
    const { things } = await wall.read(actor, (tx) => readThings(tx, query, query.limit + 1))
    return things.map(({ kind, id }) => `${kind}/${id}`)
  },
})

/** What is asked of the things of `fillThings`. */
export const cases: readonly Case[] = [
  search('no condition', {}),
  search('rare word', { q: 'hiem424242' }),
  search('beginning of a rare word', { q: 'hiem42424' }),
  search('word that all have', { q: 'tram' }),
  search('word of a fifth', { q: 'Hương' }),
  search('two common words', { q: 'huong tra' }),
  search('two words never together', { q: 'lut man' }),
  search('two common words never together', { q: 'lu man' }),
  search('common word, rare word', { q: 'tram hiem424242' }),
  search('beginning of a word that all have', { q: 'tr' }),
  search('beginnings of two common words', { q: 'huo tr' }),
  search('beginning of a million words', { q: 'hiem' }),
  search('nothing found', { q: 'khongco' }),
  search('common word of one kind, open', { q: 'kim long', kind: 'alert', open: 'true' }),
  search('box of a 400th', { box: '107.5,16.4,107.55,16.44', limit: '1000' }),
  search('box of all', { box: '107,16,108,16.8', limit: '1000' }),
  search('radius 1 km', { near: '107.5,16.4', radius_m: '1000' }),
  search('radius 10 km', { near: '107.5,16.4', radius_m: '10000' }),
  search('radius 10 km, common word', { near: '107.5,16.4', radius_m: '10000', q: 'huong tra' }),
]

export const owned: Owned = [{ from: 'platform\\.thing', alias: 't' }]

export async function bench(): Promise<Result[]> {
  const province = await openProvince(owned)
  try {
    await fillAgencies(province.admin)
    await fillThings(province.admin, count)
    return await compare(province, `things, ${count.toLocaleString('en')}`, cases)
  } finally {
    await province.close()
  }
}
