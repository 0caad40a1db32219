import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made } from '../../../test/walk-chain.ts'
import { writeNumber } from './issue-number.ts'

let centre: TestCentre
beforeAll(async () => {
  centre = await openTestCentre([], 20)
})
afterAll(() => centre.close())

const address = '/api/directives/directives'

async function draft(person: Person, agencyId: number, index: number): Promise<string> {
  const values = { title: `Việc ${index}`, lead: agencyId }
  return made(await person.post(address, { agencyId, values }), 'draft').id
}

test('sixteen who issue at once, some of them in vain, leave numbers without gap or twin, per agency', async () => {
  const offices = await Promise.all(
    ['H57.901', 'H57.907'].map(async (code, index) => ({
      code,
      person: await centre.officer(`ban-hanh-${index}`, code),
      agencyId: await centre.agencyId(code),
    })),
  )
  const perOffice = 32
  for (const office of offices) {
    const ids: string[] = []
    for (let index = 0; index < perOffice; index++) ids.push(await draft(office.person, office.agencyId, index))
    Object.assign(office, { ids })
  }
  const wanted = offices.flatMap((office) =>
    (office as typeof office & { ids: string[] }).ids.map((id, index) => ({ office, id, index })),
  )
  // The offices take turns, so that both counters are fought for at once.
  wanted.sort((a, b) => a.index - b.index)
  // Every fourth breaks when it has its number already: the last thing a move writes is its live event.
  await centre.admin.query(`create function public.break_some() returns trigger language plpgsql as $$ begin
      if exists (select from platform.record_history where record_id::text = new.subject_ids[1] and comment = 'hỏng')
      then raise 'broken on purpose'; end if; return new; end $$;
    create trigger break_some before insert on platform.live_event for each row execute function public.break_some()`)
  const statuses: number[] = []
  const writer = async () => {
    for (let next = wanted.shift(); next; next = wanted.shift()) {
      const { office, id, index } = next
      const comment = index % 4 === 3 ? 'hỏng' : 'được'
      statuses.push((await office.person.post(`${address}/${id}/moves/issue`, { version: 1, comment })).status)
    }
  }
  await Promise.all(Array.from({ length: 16 }, writer))
  expect(statuses.filter((status) => status === 200)).toHaveLength(48)
  expect(statuses.filter((status) => status === 500)).toHaveLength(16)
  const { rows } = await centre.admin.query('select number, state from directives.directive order by number')
  for (const { code } of offices) {
    const numbers = rows.flatMap(({ number }) => (number?.startsWith(`CD-${code}-`) ? [number] : []))
    const year = numbers[0]?.split('-').at(-2)
    expect(numbers).toEqual(
      Array.from({ length: 24 }, (_, i) => `CD-${code}-${year}-${String(i + 1).padStart(4, '0')}`),
    )
  }
  expect(rows.filter(({ number }) => number === null).every(({ state }) => state === 'draft')).toBe(true)
}, 120_000)

test('what is taken back within the database gives its number back', async () => {
  const next = async (end: string) => {
    await centre.admin.query('begin; set local role nhip_app')
    const { rows } = await centre.admin.query("select platform.next_number('thu:1', 2026) as number")
    await centre.admin.query(end)
    return rows[0].number
  }
  expect([await next('commit'), await next('rollback'), await next('commit')]).toEqual([1, 2, 2])
})

test.each([
  ['{agency}-{yyyy}-{####}', 'H57.901-2026-0007'],
  ['TB/{yyyy}/{##}', 'TB/2026/07'],
  ['{###}/{agency}', '007/H57.901'],
])('a number by the pattern %s is %s', (pattern, expected) => {
  expect(writeNumber(pattern, { agency: 'H57.901', year: 2026, number: 7 })).toBe(expected)
})

test('a number longer than its places is written out', () => {
  expect(writeNumber('{##}', { agency: '', year: 2026, number: 12_345 })).toBe('12345')
})
