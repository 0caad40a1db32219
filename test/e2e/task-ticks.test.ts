import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const password = 'mat khau cua nguoi truc 2026'
const agency = 'H57.907'
const long = 'Cấp 1.200 suất ăn và nước uống cho điểm tạm cư Trường THCS Quảng Thành, xã Chân Mây - Lăng Cô'

const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
type Person = Awaited<ReturnType<typeof signIn>>

async function ask(person: Person, path: string, body: object | FormData) {
  const answer = await person.ask('POST', path, body)
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

/** An incident with three tasks of one agency, one of them with a file, and one of another agency. */
async function begin(prefix: string) {
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  const idOf = (wanted: string) => body.items.find(({ code }: { code: string }) => code === wanted).id
  await insertStorm(look, { agencyCode: agency, prefix, count: 1, severity: 'crit', areas: ['19774'] })
  const { body: alerts } = await admin.ask('GET', `/api/alerts?asset=${prefix}-1`)
  const incident = await ask(admin, '/api/incidents', { alertId: alerts.items[0].id })
  const give = (title: string, agencyId: number) =>
    ask(admin, `/api/incidents/${incident.id}/tasks`, { title, agencyId })
  const proved = await give('Đóng đường Nguyễn Sinh Cung', idOf(agency))
  const bare = await give(long, idOf(agency))
  const others = await give('Cắt điện khu dân cư ngập', idOf('H57.905'))
  const form = new FormData()
  form.append('file', new Blob(['ảnh'], { type: 'image/jpeg' }), 'rào chắn.jpg')
  await ask(admin, `/api/tasks/${proved.id}/evidence`, form)
  const officer = async (login: string, roles: readonly string[]): Promise<Person> => {
    const account = { login, name: `Cán bộ ${login}`, agencyId: idOf(agency), roles, password }
    await ask(admin, '/api/accounts', { ...account, mustChangePassword: false })
    return signIn(made.centre.address, login, password)
  }
  return { admin, incident, proved, bare, others, officer }
}

async function openAs({ cookie }: Person, ...how: [Size?, ('light' | 'dark')?, boolean?]) {
  const [size, scheme, touch] = how
  const window = await openWindow(made.browser, made.centre.address, size, scheme, false, touch)
  const [name = '', value = ''] = cookie.split('=')
  await window.context.addCookies([{ name, value, url: made.centre.address }])
  return window
}
type Size = { width: number; height: number }

const tasksOf = (page: Page) => page.getByRole('region', { name: 'Việc phải làm' })
const boxOf = (page: Page, title: string) => tasksOf(page).getByRole('checkbox', { name: `Báo xong: ${title}` })
const lineOf = (page: Page, title: string) => tasksOf(page).getByRole('listitem').filter({ hasText: title })

test('a task is ticked with the keyboard, asks for its result, is done for everybody, and is taken back', {
  timeout: 120_000,
}, async () => {
  const { incident, proved, officer } = await begin('danh-dau')
  const doer = await openAs(await officer('danh-dau-lam', ['duty_officer']))
  const reader = await openAs(await officer('danh-dau-doc', ['leader']))
  for (const { page } of [doer, reader]) await page.goto(`/su-co/${incident.id}`)
  const { page } = doer
  await lineOf(reader.page, proved.title).waitFor()
  expect(await tasksOf(reader.page).getByRole('checkbox').count()).toBe(0)
  await boxOf(page, proved.title).focus()
  await page.keyboard.press('Space')
  const dialog = page.getByRole('dialog', { name: 'Báo xong' })
  await dialog.getByRole('button', { name: 'Báo xong' }).click()
  await dialog.getByText('Ghi kết quả trước khi báo xong').first().waitFor()
  await dialog.getByLabel('Kết quả').fill('Đã rào hai đầu đường')
  await dialog.getByRole('button', { name: 'Báo xong' }).click()
  await dialog.waitFor({ state: 'detached' })
  await tasksOf(page).getByText('1 xong / 3').waitFor()
  await boxOf(page, proved.title).waitFor({ state: 'detached' })
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(proved.title)
  // Nobody touches the page of the reader: it hears.
  await tasksOf(reader.page).getByText('1 xong / 3').waitFor()
  await lineOf(reader.page, proved.title).getByText('Đã xong').waitFor()
  await picture(page, 'ticks-done')
  expect(await readFaults(page)).toEqual([])

  await page.getByRole('button', { name: /^Hoàn tác/ }).click()
  await boxOf(page, proved.title).waitFor()
  await tasksOf(reader.page).getByText('0 xong / 3').waitFor()
  await reader.page.getByText('Rút báo xong, bấm nhầm').waitFor()
  expect([...doer.faults, ...reader.faults]).toEqual([])
  for (const { context } of [doer, reader]) await context.close()
})

test('without a file the tick opens the task where one is added; of tasks of others there is no box', {
  timeout: 120_000,
}, async () => {
  const { incident, bare, others, officer } = await begin('thieu-tep')
  const { page, faults, context } = await openAs(await officer('thieu-tep-lam', ['duty_officer']))
  await page.goto(`/su-co/${incident.id}`)
  await boxOf(page, bare.title).waitFor()
  await lineOf(page, others.title).waitFor()
  expect(await boxOf(page, others.title).count()).toBe(0)
  await boxOf(page, bare.title).click()
  await page.waitForURL(`**/viec/${bare.id}#minh-chung`)
  await page.getByText('Cần ít nhất một minh chứng trước khi báo xong.').first().waitFor()
  const add = page.getByRole('region', { name: 'Minh chứng' }).getByRole('button').first()
  await expect.poll(() => add.evaluate((button) => button === document.activeElement)).toBe(true)
  await picture(page, 'ticks-evidence')
  expect(faults).toEqual([])
  await context.close()
})

const looks = [
  ['1366-light', { width: 1366, height: 768 }, 'light', false],
  ['1920-dark', { width: 1920, height: 1080 }, 'dark', false],
  ['390-light', { width: 390, height: 844 }, 'light', true],
] as const

test.for(looks)('the boxes stand beside long names: %s', { timeout: 120_000 }, async ([name, size, scheme, touch]) => {
  const { admin, incident, proved, bare, officer } = await begin(`nhin-${name}`)
  await ask(admin, `/api/tasks/${proved.id}/complete`, { result: 'xong' })
  const { page, faults, context } = await openAs(
    await officer(`nhin-${name}`, ['duty_officer']),
    ...([size, scheme, touch] as const),
  )
  await page.goto(`/su-co/${incident.id}`)
  await boxOf(page, bare.title).waitFor()
  expect(await readFaults(page)).toEqual([])
  await boxOf(page, bare.title).scrollIntoViewIfNeeded()
  await picture(page, `ticks-${name}`)
  if (touch) {
    // What the finger meets 22 px from the middle of the box, on every side, is the box.
    const reaches = await boxOf(page, bare.title).evaluate((box) => {
      const { left, top, width, height } = box.getBoundingClientRect()
      const [x, y] = [left + width / 2, top + height / 2]
      const far = 21
      return [
        [-far, 0],
        [far, 0],
        [0, -far],
        [0, far],
      ].map(
        ([dx = 0, dy = 0]) =>
          document
            .elementFromPoint(x + dx, y + dy)
            ?.closest('label')
            ?.contains(box) ?? false,
      )
    })
    expect(reaches).toEqual([true, true, true, true])
  }
  expect(faults).toEqual([])
  await context.close()
})
