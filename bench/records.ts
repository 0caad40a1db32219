/**
 * Lists of 1,000,000 directives through the wall, as `GET /api/directives/directives` reads them, beside the same statements with the
 * agency predicate by hand and no policy.
 */
import { CalendarQuery, RecordFilter } from '../src/core/api/records.ts'
import { addLocalDays, localDateOf } from '../src/core/local-time.ts'
import { loadModules } from '../src/platform/modules/load.ts'
import { readCalendar } from '../src/platform/records/calendar.ts'
import { selectRecords } from '../src/platform/records/list-records.ts'
import { indexRecordKinds } from '../src/platform/records/record-kind.ts'
import { seedReference } from '../src/platform/seed/seed-reference.ts'
import { type Case, compare } from './support/compare.ts'
import { fillAgencies, fillDirectives } from './support/fill.ts'
import { type Owned, openProvince } from './support/province.ts'
import type { Result } from './support/result.ts'

const count = 1_000_000
const pageRows = 101

const modules = await loadModules()
const kind = indexRecordKinds(modules).get('directives.directive')
if (!kind) throw new Error('no record type directives.directive')

/** Pages before the one that is measured. */
const list = (name: string, asked: Record<string, string>, pagesBefore = 0): Case => {
  const filter = RecordFilter.parse(asked)
  const starts = new Map<string, string>()
  return {
    name,
    run: async (wall, actor) => {
      const now = new Date()
      const page = (after?: Place) =>
        wall.read(actor, (tx) => selectRecords(tx, kind, filter, { limit: pageRows, after }, now))
      const who = `${actor.reach} ${actor.agencyIds}`
      if (!starts.has(who)) starts.set(who, JSON.stringify(await walk(page, pagesBefore)))
      const { records } = await page(JSON.parse(starts.get(who) ?? 'null') ?? undefined)
      return records.map(({ id }) => id)
    },
  }
}

/** Six weeks around today, as a page of the calendar asks for them. */
const calendar = (name: string, asked: Record<string, string>): Case => ({
  name,
  run: async (wall, actor) => {
    const now = new Date()
    const [first, last] = [-21, 20].map((days) => addLocalDays(localDateOf(now), days))
    const query = CalendarQuery.parse({ ...asked, first, last })
    const { days } = await wall.read(actor, (tx) => readCalendar(tx, kind, query, now))
    return days.flatMap(({ records }) => records.map(({ id }) => id))
  },
})

type Page = Awaited<ReturnType<typeof selectRecords>>
type Place = Page['places'][number]

async function walk(page: (after?: Place) => Promise<Page>, pages: number): Promise<Place | null> {
  let place: Place | undefined
  for (let count = 0; count < pages; count++) place = (await page(place)).places.at(-1) ?? place
  return place ?? null
}

/** What is asked of the directives of `fillDirectives`. */
export const cases: readonly Case[] = [
  list('newest', {}),
  list('newest, page 50', {}, 49),
  list('newest, page 500', {}, 499),
  list('oldest', { sort: 'created_at' }),
  list('by due_on', { sort: 'due_on' }),
  list('by due_on, latest', { sort: '-due_on' }),
  list('by due_on, page 50', { sort: 'due_on' }, 49),
  list('by title', { sort: 'title' }),
  list('by updated_at', { sort: '-updated_at' }),
  list('by number', { sort: 'number' }),
  list('state returned, 1 of 2,000', { state: 'returned' }),
  list('state completed, 8 of 10', { state: 'completed' }),
  list('state in_progress or assigned', { state: 'in_progress,assigned' }),
  list('state returned, by due_on', { state: 'returned', sort: 'due_on' }),
  list('overdue', { deadline: 'overdue' }),
  list('overdue, by due_on', { deadline: 'overdue', sort: 'due_on' }),
  list('due soon', { deadline: 'due_soon' }),
  list('of a large agency', { agency: '1' }),
  list('of a small agency', { agency: '195' }),
  list('of a small agency, by due_on', { agency: '195', sort: 'due_on' }),
  list('rare word', { text: '424242' }),
  list('word that all have', { text: 'rà soát' }),
  list('word of a fifth', { text: 'Hương' }),
  list('two common words', { text: 'huong tra' }),
  list('two words never together', { text: 'lut man' }),
  list('beginning of a common word', { text: 'kie' }),
  list('beginnings of two common words', { text: 'huo tr' }),
  list('beginning of a tenth of a million words', { text: '4' }),
  list('nothing found', { text: 'khongco' }),
  list('common word, by due_on', { text: 'huong tra', sort: 'due_on' }),
  list('common word, rare state', { text: 'huong', state: 'returned' }),
  list('common word, overdue', { text: 'huong', deadline: 'overdue' }),
  calendar('calendar by due_on', { by: 'due_on' }),
  calendar('calendar by due_on of a small agency', { by: 'due_on', agency: '195' }),
  calendar('calendar by deadline', { by: 'deadline' }),
]

export const owned: Owned = [
  { from: '"directives"\\."directive"', alias: 'r' },
  { from: 'platform\\.thing', alias: 't' },
  { from: 'platform\\.record_clock', alias: 'c' },
]

export async function bench(): Promise<Result[]> {
  const province = await openProvince(owned)
  try {
    await fillAgencies(province.admin)
    await province.walled.service((tx) => seedReference(tx, modules))
    await fillDirectives(province.admin, count)
    return await compare(province, `directives, ${count.toLocaleString('en')}`, cases)
  } finally {
    await province.close()
  }
}
