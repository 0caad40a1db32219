/**
 * What the search dialog waits for: everything at once among 100,000 things through the wall, as `GET /api/search` does without HTTP.
 */
import { SearchQuery } from '../src/core/api/search.ts'
import { platformPermissions } from '../src/core/permission.ts'
import { findEverything } from '../src/platform/search/find-everything.ts'
import { fillAgencies, fillThings } from './support/fill.ts'
import { actors, openProvince } from './support/province.ts'
import { atMost, type Result } from './support/result.ts'

const count = 100_000
/** After the last letter; the page's own share is its pause of 40 ms and drawing. */
const patienceMs = 50
const rounds = 25
const permissions = new Set<string>(platformPermissions)

/** As they are typed: a name letter by letter, a number, words that all have, words that nothing has. */
const typed = ['h', 'huo', 'huong tr', 'hương trà', 'tram', 'SC-2026-4', 'hiem42424', 'khongco', 'lut man']

export async function bench(): Promise<Result[]> {
  const province = await openProvince([])
  try {
    await province.admin.query(`insert into platform.area (code, name, kind, valid_from) values ('46', 'Huế', 'x', '2025-07-01');
      insert into platform.setting (key, value) values ('province', '{"code": "46", "place": "Huế"}') on conflict do nothing`)
    await fillAgencies(province.admin)
    await fillThings(province.admin, count)
    // Only alerts are looked up by their ids, which are of this kind.
    await province.admin.query(`update platform.thing set id = md5(id)::uuid where kind = 'alert'`)
    await province.admin.query('vacuum analyze platform.thing')
    const results: Result[] = []
    for (const [who, actor] of actors) {
      const times: number[] = []
      for (let round = 0; round < rounds; round++) {
        for (const q of typed) {
          const query = SearchQuery.parse({ q })
          const from = performance.now()
          await province.walled.read(actor, (tx) => findEverything(tx, { ...query, permissions, recordKinds: ['a.b'] }))
          if (round > 0) times.push(performance.now() - from)
        }
      }
      const p95 = times.sort((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN
      results.push(
        atMost(
          `search dialog, ${count.toLocaleString('en')} things, ${who}: ms to the answer, p95`,
          p95,
          patienceMs,
          1,
        ),
      )
    }
    return results
  } finally {
    await province.close()
  }
}
