import { sql } from 'kysely'
import pino from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { openTestCentre, type TestCentre, until } from '../../../test/centre.ts'
import { defineModule } from '../../core/module.ts'
import type { Reaction, ReactionIo } from '../../core/reaction.ts'
import { uuidv7 } from '../../core/uuid.ts'
import type { Db } from '../db/pool.ts'
import { type Messaging, openMessaging } from '../messages/messaging.ts'
import { listReactions, readHappening } from './rows.ts'
import { noteFailure } from './take-happening.ts'
import { tellRecords } from './tell.ts'

const agency = 'H57.907'
let centre: TestCentre
let agencyId: number
const running: Messaging[] = []

beforeAll(async () => {
  centre = await openTestCentre([], 24)
  agencyId = await centre.agencyId(agency)
})
afterAll(async () => {
  await Promise.all(running.map((one) => one.close()))
  await centre.close()
})

type Run = (about: string, io: ReactionIo) => Promise<void>
const text = { vi: 'Tin', en: 'News' }

/** Starts a module of one reaction to records of a type that only this test tells of. */
async function react(id: string, run: Run, pace: { tries?: number; retryMs?: number; longestMs?: number } = {}) {
  const reaction: Reaction = {
    key: 'watch',
    name: text,
    to: 'record.created',
    of: `${id}.thing`,
    run: ({ about }, io) => run(about.id, io),
  }
  // Its record type is made up: what the declaration refuses is tested in core/module.test.ts.
  const module = { ...defineModule({ id, name: text }), reactions: [reaction] }
  const reactionPace = { tries: 5, retryMs: 20, longestMs: 5_000, lookAgainMs: 200, ...pace }
  const messaging = openMessaging({
    modules: [module],
    wall: centre.wall,
    log: pino({ level: 'silent' }),
    reactionPace,
  })
  running.push(messaging)
  await messaging.start()
  return messaging
}

const tell = (tx: Db, id: string, about: string) =>
  tellRecords(tx, [
    {
      type: `${id}.thing`,
      id: about,
      agencyId,
      sharedWith: [],
      at: new Date(),
      what: { kind: 'record.created', detail: { state: 'draft' } },
    },
  ])
const happen = (id: string, about: string) => centre.wall.service((tx) => tell(tx, id, about))

const messagesOf = async (id: string) => {
  const { rows } = await centre.admin.query(
    'select about_id, count(*)::int as count from platform.message where source = $1 group by about_id order by about_id',
    [`${id}/watch`],
  )
  return rows
}
const message = { agency, title: text, body: text }
const noReaction: Reaction = { key: 'watch', name: text, to: 'record.created', run: async () => undefined }

describe('a reaction', () => {
  test('sees each happening of sixteen writers once, whatever the length of their transactions, and tells once', async () => {
    const seen: string[] = []
    const run: Run = async (about, io) => {
      seen.push(about)
      await io.tell(message)
    }
    // Two processes over one database: each happening is taken by one of them.
    await react('sixteen', run)
    await react('sixteen', run)
    const names = Array.from({ length: 16 }, (_, writer) =>
      Array.from({ length: 12 }, (_, n) => `w${String(writer).padStart(2, '0')}-${n}`),
    )
    await Promise.all(
      names.map(async (own, writer) => {
        for (const [n, name] of own.entries()) {
          await centre.wall.service(async (tx) => {
            await tell(tx, 'sixteen', name)
            // Some commit long after they wrote: a cursor over ids alone would pass them over.
            if ((writer + n) % 3 === 0) await sql`select pg_sleep(${0.02 * (1 + (writer % 4))})`.execute(tx)
          })
        }
      }),
    )
    const all = names.flat().sort()
    await until('all are told', async () => (await messagesOf('sixteen')).length === all.length, 20_000)
    expect(await messagesOf('sixteen')).toEqual(all.map((name) => ({ about_id: name, count: 1 })))
    expect(seen.toSorted()).toEqual(all)
  })

  test('what it told in a run that failed is not told; it is run again and then told once', async () => {
    let runs = 0
    await react('second', async (_, io) => {
      await io.tell(message)
      runs++
      if (runs < 3) throw new Error('not yet')
    })
    await happen('second', 'a')
    await until('told', async () => (await messagesOf('second')).length > 0)
    expect(runs).toBe(3)
    expect(await messagesOf('second')).toEqual([{ about_id: 'a', count: 1 }])
  })

  test('what it cannot handle is set aside with the reason, the next comes, and the administrator runs it anew', async () => {
    const seen: string[] = []
    let isMended = false
    const messaging = await react(
      'aside',
      async (about, io) => {
        if (about === 'bad' && !isMended) throw new Error('the register answers \0 nothing')
        seen.push(about)
        await io.tell(message)
      },
      { tries: 3 },
    )
    for (const about of ['first', 'bad', 'last']) await happen('aside', about)
    await until('the last is seen', async () => seen.includes('last'))
    expect(seen).toEqual(['first', 'last'])
    const { rows } = await centre.admin.query(
      "select id, about_id, fault from platform.reaction_fault where module = 'aside'",
    )
    expect(rows).toEqual([{ id: expect.anything(), about_id: 'bad', fault: 'the register answers \uFFFD nothing' }])
    const id = Number(rows[0].id)
    await expect(messaging.tryAgain(id)).rejects.toMatchObject({ code: 'reaction_failed', status: 409 })
    isMended = true
    await messaging.tryAgain(id)
    await expect(messaging.tryAgain(id)).rejects.toMatchObject({ code: 'not_found' })
    expect((await messagesOf('aside')).map(({ about_id }) => about_id)).toEqual(['bad', 'first', 'last'])
  })

  test('what was set aside is set aside for good by a manager of channels, once', async () => {
    const administrator = await centre.administrator()
    const { rows } = await centre.admin.query(
      "insert into platform.reaction_fault (module, key, happening_id, about_type, about_id, fault) values ('gone', 'watch', 1, 'x.y', 'z', 'f') returning id",
    )
    const path = `/api/reactions/faults/${rows[0].id}/settle`
    expect((await administrator.post(path)).status).toBe(204)
    expect((await administrator.post(path)).status).toBe(404)
  })

  test('a failure told after another process moved the place counts for nobody', async () => {
    await react('twice', async () => undefined)
    await happen('twice', 'a')
    const look = async () => {
      const { rows } = await centre.admin.query(
        "select xid::text, happening_id, handled::int, failures from platform.reaction where module = 'twice'",
      )
      return rows[0]
    }
    const from = { xid: (await look()).xid, happeningId: 0 }
    await until('handled', async () => (await look()).handled === 1)
    const moved = await look()
    const [one] = listReactions([{ ...defineModule({ id: 'twice', name: text }), reactions: [noReaction] }])
    const happening = await centre.wall.lookUp((tx) => readHappening(tx, Number(moved.happening_id)))
    if (!one || !happening) throw new Error('told above')
    const late = { from, next: { ...happening, happeningId: happening.happeningId - 1 }, fault: 'late' }
    expect(await centre.wall.service((tx) => noteFailure(tx, one, late, { tries: 1, retryMs: 1 }))).toBeNull()
    expect(await look()).toEqual(moved)
  })

  test('one that hangs is broken off and holds up no other; what it does later reaches nobody', async () => {
    const late = Promise.withResolvers<ReactionIo>()
    const afterwards: Promise<unknown>[] = []
    await react(
      'hangs',
      (about, io) => {
        if (about !== 'slow') return io.tell(message)
        late.resolve(io)
        return new Promise<void>((resolve) =>
          io.signal.addEventListener('abort', () => resolve(), { once: true }),
        ).then(() => {
          const leftBehind = io.tell(message)
          afterwards.push(leftBehind.catch((error: Error) => error.message))
          return new Promise<void>(() => undefined)
        })
      },
      { tries: 1, longestMs: 300 },
    )
    const others: string[] = []
    await react('beside', async (about) => void others.push(about))
    await happen('hangs', 'slow')
    await late.promise
    await happen('beside', 'quick')
    await happen('hangs', 'next')
    await until('the other is not held up', async () => others.includes('quick'))
    await until('the next is told', async () => (await messagesOf('hangs')).length > 0)
    expect(await messagesOf('hangs')).toEqual([{ about_id: 'next', count: 1 }])
    expect(await Promise.all(afterwards)).toEqual(['this run of the reaction is over'])
  })

  test('a new one begins with what happens from then on', async () => {
    await happen('newcomer', 'before')
    // What other transactions, of any database of the cluster, may still overtake is not yet past for anybody.
    await until('it is past', async () => {
      const unsettled = 'select from platform.happening where xid >= platform.settled_before()'
      return (await centre.admin.query(unsettled)).rowCount === 0
    })
    const seen: string[] = []
    await react('newcomer', async (about) => void seen.push(about))
    await happen('newcomer', 'after')
    await until('seen', async () => seen.length > 0)
    expect(seen).toEqual(['after'])
  })

  test('whose place was restored from a backup of another server, which counted further, goes on', async () => {
    const before = await react('restored', async () => undefined)
    await before.close()
    await centre.admin.query("update platform.reaction set xid = '9000000000' where module = 'restored'")
    const seen: string[] = []
    await react('restored', async (about) => void seen.push(about))
    await happen('restored', 'after')
    await until('seen', async () => seen.length > 0)
    expect(seen).toEqual(['after'])
  })

  test('reads its own schema and what is lent, nothing else', async () => {
    const faults: string[] = []
    const names: string[] = []
    await react(
      'reader',
      async (_, io) => {
        const rows = await io.rows(
          z.object({ name: z.string() }),
          'select name from platform.core_agency where code = $1',
          [agency],
        )
        names.push(...rows.map(({ name }) => name))
        await io
          .rows(z.object({}), 'select * from platform.account')
          .catch((error: Error) => faults.push(error.message))
      },
      { tries: 1 },
    )
    await happen('reader', uuidv7(new Date()))
    await until('read', async () => faults.length > 0)
    expect(names[0]).toMatch(/^Sở /)
    expect(faults[0]).toMatch(/names platform\.account/)
  })

  test('a message to a code that no agency has fails the run', async () => {
    await react('nobody', (_, io) => io.tell({ ...message, agency: 'H57.none' }), { tries: 1 })
    await happen('nobody', 'x')
    const look = () => centre.admin.query("select fault from platform.reaction_fault where module = 'nobody'")
    await until('set aside', async () => (await look()).rows.length > 0)
    expect((await look()).rows).toEqual([{ fault: 'no agency has the code H57.none' }])
  })
})
