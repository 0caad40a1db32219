import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  allows,
  finals,
  isOffered,
  type Model,
  makeMove,
  mayEdit,
  newModel,
  type Side,
  sees,
  stateNames,
  table,
} from '../directive-model.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'

const soon = { timeout: 20_000 }
const seed = Number(process.env.NHIP_SEED ?? Date.now() % 1_000_000)
const steps = Number(process.env.NHIP_STEPS ?? 32)
let drawn = seed
/** Whole numbers below `below`; the same row of them for the same seed. */
const draw = (below: number) => {
  drawn = (Math.imul(drawn, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((drawn / 2 ** 32) * below)
}
const pick = <T>(items: readonly T[]): T => {
  const item = items[draw(items.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}

type Asker = Awaited<ReturnType<typeof signIn>>
let centre: RunningCentre
let browser: Browser
/** Another officer of each agency, who changes what stands behind the back of the one at the page. */
const others: Partial<Record<Side, Asker>> = {}
const pages: Partial<Record<Side, Awaited<ReturnType<typeof openWindow>>>> = {}
const agencies: Partial<Record<Side, number>> = {}

beforeAll(async () => {
  console.info(`random walk: NHIP_SEED=${seed}`)
  centre = await runCentre()
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  for (const [side, code] of [
    ['issuer', 'H57.901'],
    ['lead', 'H57.907'],
  ] as const) {
    const agencyId: number = body.items.find((agency: { code: string }) => agency.code === code).id
    agencies[side] = agencyId
    for (const login of [side, `${side}-2`]) {
      const account = { login, name: login, agencyId, roles: ['duty_officer'], password: adminPassword }
      expect((await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })).status).toBe(201)
    }
    others[side] = await signIn(centre.address, `${side}-2`, adminPassword)
    const window = await openWindow(browser, centre.address)
    await window.page.request.post('/api/session', { data: { login: side, password: adminPassword } })
    pages[side] = window
  }
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
})

const there = <T>(thing: T | undefined): T => {
  if (thing === undefined) throw new Error('not made yet')
  return thing
}
const address = '/api/directives/directives'
const drawerOf = (page: Page) => page.locator('.panel-side')
const dialogOf = (page: Page) => page.getByRole('dialog')
const namesOf = async (buttons: Locator) => (await buttons.allTextContents()).map((text) => text.trim())

/** Every step that the drawer offers, those behind «Bước khác» too, and whether it offers to edit. */
async function readOffers(page: Page): Promise<string[]> {
  const shown = await namesOf(drawerOf(page).locator('.panel-actions button'))
  const more = drawerOf(page).getByRole('button', { name: 'Bước khác' })
  if (!shown.includes('Bước khác')) return shown
  await more.click()
  await page.getByRole('menuitem').first().waitFor()
  const behind = await namesOf(page.getByRole('menuitem'))
  await more.click()
  await page.getByRole('menuitem').first().waitFor({ state: 'detached' })
  return [...shown.filter((name) => name !== 'Bước khác'), ...behind]
}

const offersOf = (model: Model, side: Side) => [
  ...(mayEdit(model, side) ? ['Sửa'] : []),
  ...Object.keys(table).flatMap((move) => (isOffered(model, side, move) ? [there(table[move]).name] : [])),
]

/** One record, the model of it, and what the server holds. */
interface Walked {
  readonly id: string
  readonly model: Model
}
async function begin(): Promise<Walked> {
  const values = { title: `(Trình diễn) Đi ngẫu nhiên ${draw(1_000_000)}`, lead: agencies.lead }
  const made = await there(others.issuer).ask('POST', address, { agencyId: agencies.issuer, values })
  expect(made.status).toBe(201)
  return { id: made.body.id, model: newModel() }
}
const stands = async ({ id }: Walked) => (await there(others.issuer).ask('GET', `${address}/${id}`)).body

/** What the other officer of an agency does meanwhile: something allowed, or nothing where nothing is. */
async function meddle({ id, model }: Walked, side: Side): Promise<boolean> {
  const asker = there(others[side])
  const { version } = (await asker.ask('GET', `${address}/${id}`)).body
  if (mayEdit(model, side)) {
    const values = { content: `Người thứ hai, lần ${version}` }
    return (await asker.ask('PATCH', `${address}/${id}`, { version, values })).status === 200
  }
  const gifts = { comment: true, result: false }
  const moves = Object.keys(table).filter((move) => move !== 'cancel' && allows(model, side, move, gifts))
  if (moves.length === 0) return false
  const move = pick(moves)
  const made = await asker.ask('POST', `${address}/${id}/moves/${move}`, { version, comment: 'người thứ hai' })
  expect(made.status, JSON.stringify(made.body)).toBe(200)
  makeMove(model, move, gifts)
  return true
}

async function openMove(page: Page, name: string): Promise<void> {
  const direct = drawerOf(page).locator('.panel-actions').getByRole('button', { name, exact: true })
  if ((await direct.count()) === 0) {
    await drawerOf(page).getByRole('button', { name: 'Bước khác' }).click()
    await page.getByRole('menuitem', { name, exact: true }).click()
  } else await direct.click()
  await dialogOf(page).waitFor()
}
async function leave(page: Page): Promise<void> {
  await dialogOf(page).getByRole('button', { name: 'Thôi', exact: true }).click()
  await dialogOf(page).waitFor({ state: 'detached' })
}

/** Presses a step with this and that filled in; says what happened. */
async function tryMove(page: Page, walked: Walked, side: Side, move: string, meddles: boolean): Promise<string> {
  const { model } = walked
  const rule = there(table[move])
  await openMove(page, rule.name)
  const dialog = dialogOf(page)
  const send = dialog.getByRole('button', { name: rule.name, exact: true })
  const asks = {
    result: (await dialog.getByLabel('Kết quả').count()) === 1,
    file: (await dialog.getByText('Bước này cần ít nhất một tệp minh chứng.').count()) > 0,
    comment: (await dialog.locator('.field', { hasText: 'Ý kiến' }).locator('.field-optional').count()) === 0,
  }
  expect(asks).toEqual({ result: rule.result === true, file: rule.file === true, comment: rule.comment === true })

  if (rule.file && model.files === 0) {
    expect(await send.isDisabled(), 'no step without its file').toBe(true)
    const file = { name: 'anh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('nội dung') }
    await dialog.getByLabel('Thêm tệp').setInputFiles(file)
    await dialog.getByRole('link', { name: 'Tải anh.pdf' }).waitFor()
    model.files += 1
  }
  const gifts = { comment: draw(2) === 0, result: draw(2) === 0 }
  if (gifts.comment) await dialog.getByLabel('Ý kiến').fill('vì lẽ này')
  if (gifts.result && rule.result) await dialog.getByLabel('Kết quả').fill('đã xong')
  const expected = allows(model, side, move, gifts)
  const isStale = meddles && (await meddle(walked, side))
  const before = await stands(walked)
  await send.click()
  if (expected && !isStale) {
    await dialog.waitFor({ state: 'detached' })
    makeMove(model, move, gifts)
    return move
  }
  await dialog.locator('[role=alert]').first().waitFor()
  if (expected) await dialog.getByText('Người khác vừa sửa').waitFor()
  expect(await stands(walked), 'nothing was written').toEqual(before)
  await leave(page)
  return expected ? 'move met another' : 'move refused'
}

async function tryEdit(page: Page, walked: Walked, meddles: boolean): Promise<string> {
  await drawerOf(page).getByRole('button', { name: 'Sửa', exact: true }).click()
  const dialog = dialogOf(page)
  const text = `Từ trang ${draw(1_000_000)}`
  await dialog.getByLabel('Nội dung chỉ đạo').fill(text)
  const isStale = meddles && (await meddle(walked, 'issuer'))
  const before = await stands(walked)
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  if (!isStale) {
    await dialog.waitFor({ state: 'detached' })
    expect((await stands(walked)).values.content).toBe(text)
    return 'edit'
  }
  const box = dialog.getByRole('alert', { name: 'Người khác đã sửa trong lúc bạn viết' })
  await box.getByText(text).waitFor()
  await box.getByText('Người thứ hai').first().waitFor()
  expect(await stands(walked), 'nothing was overwritten').toEqual(before)
  await box.getByRole('button', { name: 'Bỏ phần của tôi, xem bản mới' }).click()
  await dialog.waitFor({ state: 'detached' })
  return 'edit met another'
}

test('a random walk in the page: it offers exactly what the table in words allows, and overwrites nobody', async () => {
  let walked = await begin()
  const done: string[] = []
  for (let at = 0; at < steps; at++) {
    const { model } = walked
    if (finals.includes(model.state)) walked = await begin()
    const side = pick((['issuer', 'lead'] as const).filter((one) => sees(walked.model, one)))
    const { page } = there(pages[side])
    const path = `/so/directives/directive?id=${walked.id}`
    if (!page.url().endsWith(path)) await page.goto(path)
    const told = `seed ${seed}, step ${at}, ${side}: ${done.join(', ')}`
    // The page follows by itself what others did.
    const state = drawerOf(page).locator('.record-head .register-state')
    await expect.poll(() => state.textContent(), { ...soon, message: told }).toBe(stateNames[walked.model.state])
    const offers = offersOf(walked.model, side)
    expect((await readOffers(page)).sort(), told).toEqual(offers.toSorted())
    if (offers.length === 0) continue
    const meddles = draw(3) === 0
    // Cancelling ends a walk: seldom.
    const offer = pick(offers.filter((name) => name !== 'Huỷ' || offers.length === 1 || draw(4) === 0))
    const move = Object.keys(table).find((key) => table[key]?.name === offer)
    done.push(move ? await tryMove(page, walked, side, move, meddles) : await tryEdit(page, walked, meddles))
    const { state: kept, files } = await stands(walked)
    expect({ state: kept, files: files.length }, told).toEqual({
      state: walked.model.state,
      files: walked.model.files,
    })
  }
  console.info(done.join(', '))
  // A step that is refused, or meets another's, is told by the browser as the answer it is.
  const unforeseen = Object.values(pages).flatMap(({ faults }) => faults.filter((fault) => !/40[09]|409/.test(fault)))
  expect(unforeseen).toEqual([])
}, 240_000)
