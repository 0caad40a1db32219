import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../e2e/browser.ts'
import { type Line, openLine } from '../e2e/line.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { type Filled, fillCentre, fillMany } from './fill-centre.ts'
import { type Foreign, foreignTo } from './known-texts.ts'
import { type Form, lookAtPlace, openForm, pictureName, type Setting } from './look-at-place.ts'
import { type Place, places, type State } from './pages.ts'

const folder = process.env.NHIP_PICTURES ?? join(import.meta.dirname, '../../var/pictures')
/** A regular expression over the names of pictures: only these are taken. */
const only = new RegExp(process.env.NHIP_ONLY ?? '')
const password = 'mat khau cua can bo 2026'

const desk = { width: 1366, height: 768, theme: 'light', language: 'vi' } as const
const phone = { width: 390, height: 844, theme: 'light', language: 'vi' } as const
const wall = { width: 3840, height: 2160 } as const

/** Every size, theme and language that a page is looked at in when it is as it should be. */
const fullForms: readonly Form[] = [desk, phone, { ...desk, width: 1920, height: 1080 }].flatMap((size) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['vi', 'en'] as const).map((language) => ({ ...size, theme, language })),
  ),
)

let centre: RunningCentre
let unset: RunningCentre
let browser: Browser
let line: Line
let unsetLine: Line
let setting: Setting
let guest: Setting
let first: Setting

const texts = [
  '/api/record-types',
  '/api/asset-types',
  '/api/indicators',
  '/api/rules',
  '/api/roles',
  '/api/permissions',
]

async function readForeign(person: Awaited<ReturnType<typeof signIn>>): Promise<Record<'vi' | 'en', Foreign>> {
  const answers = await Promise.all(texts.map(async (path) => (await person.ask('GET', path)).body))
  return { vi: foreignTo('vi', answers), en: foreignTo('en', answers) }
}

beforeAll(async () => {
  centre = await runCentre(['--speed', '36000'])
  unset = await runCentre(['--empty'])
  browser = await openBrowser()
  line = await openLine(centre.address)
  unsetLine = await openLine(unset.address)
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const filled = await fillCentre(centre, admin, password)
  const foreign = await readForeign(admin)
  setting = { browser, line, cookie: admin.cookie, filled, foreign, folder }
  guest = { ...setting, cookie: (await signIn(centre.address, 'khach', password)).cookie }
  const { cookie } = await signIn(unset.address, 'admin', adminPassword)
  first = { ...setting, line: unsetLine, cookie }
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await line?.close()
  await unsetLine?.close()
  await centre?.stop()
  await unset?.stop()
})

/** Looks at places one after the other in one window. @returns what is wrong, by the name of the picture */
async function look(of: Setting, form: Form, wanted: readonly (readonly [Place, State])[]) {
  const found: Record<string, string[]> = {}
  const named = wanted.filter(([place, state]) => only.test(pictureName(place, state, form)))
  if (named.length === 0) return found
  const window = await openForm(of, form)
  for (const [place, state] of named) {
    const wrong = await lookAtPlace(window, of, place, state, form)
    if (wrong.length > 0) found[pictureName(place, state, form)] = wrong
  }
  await window.context.close()
  return found
}

const inState = (...states: readonly State[]) =>
  places.flatMap((place) =>
    place.states.filter((state) => states.includes(state)).map((state) => [place, state] as const),
  )

/** What is wrong stands beside the pictures, too: it is longer than a terminal. */
function expectNothing(name: string, found: Record<string, string[]>): void {
  if (Object.keys(found).length > 0) writeFileSync(join(folder, `${name}.json`), JSON.stringify(found, null, 1))
  expect(found).toEqual({})
}

const minutes = (count: number) => count * 60_000
const nameOf = ({ width, height, theme, language }: Form) => `${width}x${height}-${theme}-${language}`

test.for(fullForms.map((form) => [nameOf(form), form] as const))(
  'every page as it should be: %s',
  { timeout: minutes(10) },
  async ([name, form]) => expectNothing(`full-${name}`, await look(setting, form, inState('full'))),
)

const kinds = [desk, phone].map((form) => [nameOf(form), form] as const)

test.for(kinds)(
  'every page while it waits, with nothing, refused, with long texts: %s',
  { timeout: minutes(20) },
  async ([name, form]) =>
    expectNothing(`states-${name}`, await look(setting, form, inState('loading', 'empty', 'error', 'long', 'cut'))),
)

test.for(kinds)('every page for a person without rights: %s', { timeout: minutes(10) }, async ([name, form]) =>
  expectNothing(`forbidden-${name}`, await look(guest, form, inState('forbidden'))),
)

test.for(kinds)('every page on a centre that nobody has set up: %s', { timeout: minutes(5) }, async ([name, form]) =>
  expectNothing(`first-${name}`, await look(first, form, inState('first'))),
)

const content = /^$/
const large: Place = {
  name: 'wall',
  address: ({ screen }: Filled) => `/man-hinh-lon#${screen}`,
  content,
  states: ['full', 'many'],
}
const signInPage: Place = { name: 'sign-in', address: () => '/dang-nhap', content, states: ['full'] }
const wallForms = fullForms.filter(({ width }) => width === 1920).map((form) => ({ ...form, ...wall }))

test.for(wallForms.map((form) => [nameOf(form), form] as const))(
  'situation and large screen on a wall: %s',
  { timeout: minutes(5) },
  async ([name, form]) => {
    const situation = places.filter(({ name }) => name === 'situation').map((place) => [place, 'full'] as const)
    const found = await look({ ...setting, cookie: '' }, form, [[large, 'full']])
    expectNothing(`wall-${name}`, { ...found, ...(await look(setting, form, situation)) })
  },
)

test.for(fullForms.map((form) => [nameOf(form), form] as const))(
  'signing in: %s',
  { timeout: minutes(2) },
  async ([name, form]) =>
    expectNothing(`sign-in-${name}`, await look({ ...setting, cookie: '' }, form, [[signInPage, 'full']])),
)

// The last: from here on the centre has ten thousand of everything.
test('every page with ten thousand rows', { timeout: minutes(20) }, async () => {
  const wanted = inState('many').filter(([place, state]) => only.test(pictureName(place, state, desk)))
  if (wanted.length === 0 && !only.test('wall-many')) return
  const bigImport = await fillMany(centre, await signIn(centre.address, 'admin', adminPassword))
  const many = { ...setting, filled: { ...setting.filled, bigImport } }
  const found = { ...(await look(many, desk, inState('many'))), ...(await look(many, phone, inState('many'))) }
  const [form = { ...desk, ...wall }] = wallForms
  expectNothing('many', { ...found, ...(await look({ ...many, cookie: '' }, form, [[large, 'many']])) })
})
