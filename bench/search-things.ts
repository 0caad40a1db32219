/**
 * Search, box and radius over things through the wall, as a ratio to the same statement with the agency predicate by hand and no
 * policy. `node bench/search-things.ts [things] [served]`, default 100,000; `served`: without the slow half. Prints a table; writes nothing.
 */
import { cpus } from 'node:os'
import pg from 'pg'
import pino from 'pino'
import { ThingsQuery } from '../src/core/api/things.ts'
import { openThrowawayPostgres } from '../src/platform/db/embedded/open-throwaway-postgres.ts'
import { migrate } from '../src/platform/db/migrate.ts'
import { openPool } from '../src/platform/db/pool.ts'
import { prepareDatabase, serverLogin } from '../src/platform/db/prepare.ts'
import { buildWall } from '../src/platform/db/wall.ts'
import { readThings } from '../src/platform/things/read-things.ts'

const count = Number(process.argv[2] ?? 100_000)
const agencies = 200
const rounds = 15

const postgres = await openThrowawayPostgres(pino({ level: 'silent' }))
await prepareDatabase(postgres.connection, 'bench', 'not-used')
const target = { ...postgres.connection, database: 'bench' }
await migrate(target)
const client = new pg.Client(target)
await client.connect()
try {
  await client.query(
    `insert into platform.agency (code, name, kind) select 'A' || n, 'Cơ quan ' || n, 'x' from generate_series(1, $1) n`,
    [agencies],
  )
  const started = Date.now()
  // Words of names as they are in Huế; «trạm» stands in all, «hiếm…» in one each.
  await client.query(
    `insert into platform.thing (kind, id, agency_id, title, number, lon, lat, state, opened_at, address)
    select (array['asset', 'alert', 'incident'])[1 + n % 3], n::text, 1 + (n * 7919) % $2,
      'Trạm ' || (array['Hương Trà', 'Phú Ốc', 'Kim Long', 'A Lưới', 'Thuận Hoá', 'Vỹ Dạ', 'Phong Điền', 'Quảng Điền'])[1 + n % 8]
        || ' hiếm' || n, 'SC-2026-' || n, 107.0 + random(), 16.0 + random() * 0.8, 'open', now() - n * interval '1 minute', '/x'
    from generate_series(1, $1) n`,
    [count, agencies],
  )
  console.log(`${count} things made in ${Date.now() - started} ms, ${cpus().length} processors`)
  // As autovacuum does soon after: statistics, and the index's list of what is new worked in.
  await client.query('vacuum analyze platform.thing')

  const columns = 't.kind, t.id, t.title, t.opened_at'
  const newest = 'order by t.opened_at desc, t.kind desc, t.id desc limit 21'
  const cases = {
    'rare word': `select ${columns} from platform.thing t where t.words @@ '''hiem4242'''::tsquery and WALL ${newest}`,
    'rare beginning': `select ${columns} from platform.thing t where t.words @@ '''hiem424'':*'::tsquery and WALL ${newest}`,
    'common word': `select ${columns} from platform.thing t where t.words @@ '''tram'':*'::tsquery and WALL ${newest}`,
    'an eighth, two words': `select ${columns} from platform.thing t where t.words @@ '''huong'':* & ''tra'':*'::tsquery and WALL ${newest}`,
    'nothing found': `select ${columns} from platform.thing t where t.words @@ '''khongco'':*'::tsquery and WALL ${newest}`,
    'box, 1/400': `select ${columns} from platform.thing t where t.lon between 107.5 and 107.55 and t.lat between 16.4 and 16.44 and WALL limit 5000`,
    'no condition': `select ${columns} from platform.thing t where WALL ${newest}`,
  }
  const mine = "(select nullif(current_setting('nhip.agencies', true), ''))::int[]"
  const byHand = `(t.agency_id = any(${mine}) or t.shared_with && ${mine})`

  const time = async (text: string): Promise<number> => {
    const all: number[] = []
    for (let round = 0; round < rounds; round++) {
      const from = performance.now()
      await client.query(text)
      all.push(performance.now() - from)
    }
    return all.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
  }

  for (const isLeakproof of process.argv[3] === 'served' ? [true] : [false, true]) {
    await client.query(`alter function pg_catalog.ts_match_vq(tsvector, tsquery) ${isLeakproof ? '' : 'not'} leakproof`)
    console.log(`\n@@ ${isLeakproof ? 'marked' : 'not'} leakproof; median of ${rounds}, ms`)
    console.log(
      'case'.padEnd(24),
      'agencies'.padStart(8),
      'by hand'.padStart(9),
      'wall'.padStart(9),
      'ratio'.padStart(7),
    )
    for (const [name, text] of Object.entries(cases)) {
      for (const seen of [1, 20, agencies]) {
        const list = Array.from({ length: seen }, (_, index) => index + 1).join(',')
        await client.query(`begin; set local nhip.agencies = '{${list}}'`)
        const bare = await time(text.replace('WALL', byHand))
        await client.query('set local role nhip_app')
        const walled = await time(text.replace('WALL', 'true'))
        await client.query('rollback')
        console.log(
          name.padEnd(24),
          String(seen).padStart(8),
          bare.toFixed(2).padStart(9),
          walled.toFixed(2).padStart(9),
          (walled / bare).toFixed(2).padStart(7),
        )
      }
    }
  }
  console.log('\nas served: GET /api/things without HTTP, begin and commit included, ms')
  const pool = openPool({ ...target, user: serverLogin, password: 'not-used' }, pino({ level: 'silent' }))
  const wall = buildWall(pool.db, () => undefined)
  const searches = ['hiem4242', 'hiem424', 'tram', 'tra', 'tr', 'huong tra', 'huo tr', 'khongco']
  for (const q of searches) {
    for (const seen of [1, 20, agencies]) {
      const agencyIds = Array.from({ length: seen }, (_, index) => index + 1)
      const actor = {
        accountId: 1,
        login: '',
        name: '',
        agencyId: 1,
        reach: 'agencies' as const,
        agencyIds,
        mustChangePassword: false,
        permissions: new Set<string>(),
      }
      const query = ThingsQuery.parse({ q })
      const all: number[] = []
      let found = 0
      for (let round = 0; round < rounds; round++) {
        const from = performance.now()
        found = (await wall.read(actor, (tx) => readThings(tx, query, 51))).things.length
        all.push(performance.now() - from)
      }
      const median = all.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0
      console.log(q.padEnd(24), String(seen).padStart(8), median.toFixed(2).padStart(9), `${found} found`.padStart(12))
    }
  }
  await pool.close()
} finally {
  await client.end()
  await postgres.stop()
}
