import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { insertStorm } from '../../../test/insert-storm.ts'
import { made } from '../../../test/walk-chain.ts'

let centre: TestCentre
let officer: Person
/** Ids of incidents by name, in the order in which they were opened. */
const ids = new Map<string, string>()

beforeAll(async () => {
  centre = await openTestCentre()
  officer = await centre.officer('truc', 'H57.907')
  for (const [name, severity] of [
    ['nhe-cu', 'minor'],
    ['nang-cu', 'crit'],
    ['xong-nang', 'crit'],
    ['nhe-moi', 'minor'],
    ['vua', 'major'],
    ['nang-moi', 'crit'],
    ['xong-tin', 'info'],
  ] as const) {
    await openOne(name, severity)
    if (name.startsWith('xong')) await close(name)
  }
}, 60_000)
afterAll(() => centre.close())

async function openOne(name: string, severity: string): Promise<void> {
  await insertStorm(centre.admin, { agencyCode: 'H57.907', prefix: name, count: 1, severity })
  const { rows } = await centre.admin.query(
    'select al.id from platform.alert al join platform.asset a on a.id = al.asset_id where a.code like $1',
    [`${name}-%`],
  )
  ids.set(name, made(await officer.post('/api/incidents', { alertId: rows[0].id }), 'incident').id)
}

async function close(name: string): Promise<void> {
  made(await officer.post(`/api/incidents/${ids.get(name)}/close`, { note: 'xong' }), 'closed')
}

/** Names in the order in which pages of `limit` bring them. */
async function names(query: string, limit: number): Promise<(string | undefined)[]> {
  const found: (string | undefined)[] = []
  let next: string | null = `/api/incidents?${query}&limit=${limit}`
  while (next) {
    const page: { items: { id: string }[]; next: string | null } = made(await officer.get(next), 'page')
    for (const { id } of page.items) found.push([...ids].find(([, each]) => each === id)?.[0])
    next = page.next
  }
  return found
}

test.for([1, 2, 3, 50])('worst first: open before closed, then how bad, then newest; pages of %i', async (limit) => {
  const open = ['nang-moi', 'nang-cu', 'vua', 'nhe-moi', 'nhe-cu']
  expect(await names('sort=worst', limit)).toEqual(open)
  expect(await names('sort=worst&state=all', limit)).toEqual([...open, 'xong-nang', 'xong-tin'])
  expect(await names('state=all', limit)).toEqual([...ids.keys()].reverse())
})

test('a page continues where it was, though what it ended with was closed meanwhile', async () => {
  await openOne('moi-nhat', 'crit')
  const { items, next } = made(await officer.get('/api/incidents?sort=worst&state=all&limit=1'), 'page')
  expect(items[0].id).toBe(ids.get('moi-nhat'))
  await close('moi-nhat')
  expect(made(await officer.get(next), 'page').items[0].id).toBe(ids.get('nang-moi'))
})

test('where to go on is refused when it is of the other order', async () => {
  const id = ids.get('vua')
  expect(await officer.get(`/api/incidents?sort=worst&after=${id}`)).toMatchObject({ status: 400 })
  expect(await officer.get(`/api/incidents?after=01-${id}`)).toMatchObject({ status: 400 })
})
