import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const patience = { timeout: 20_000 }
const agencyCode = 'H57.907'
const commune = '19774'
const password = 'mat khau cua nguoi truc 2026'

const look = (text: string, values: readonly unknown[] = []) => made.centre.look(text, values)
const administrator = () => signIn(made.centre.address, 'admin', adminPassword)
type Administrator = Awaited<ReturnType<typeof administrator>>

async function ask(admin: Administrator, path: string, body: object) {
  const answer = await admin.ask('POST', path, body)
  expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
  return answer.body
}

/** An officer of the agency, and a page on which they are signed in. */
async function officer(login: string, name: string, ...[size, scheme, touch]: [Size?, Scheme?, boolean?]) {
  const admin = await administrator()
  const [{ id: agencyId }] = (await look('select id from platform.agency where code = $1', [agencyCode])) as [
    { id: number },
  ]
  const account = { login, name, agencyId, roles: ['duty_officer'], password, mustChangePassword: false }
  await ask(admin, '/api/accounts', account)
  const window = await openWindow(made.browser, made.centre.address, size, scheme, false, touch)
  const session = await window.page.request.post('/api/session', { data: { login, password } })
  expect(session.ok()).toBe(true)
  return window
}
type Size = { width: number; height: number }
type Scheme = 'light' | 'dark'

/** Stations of the agency, each with an alert that fires. */
const storm = (prefix: string, count: number) =>
  insertStorm({ query: look }, { agencyCode, prefix, count, severity: 'crit', areas: [commune] })

async function openIncident(admin: Administrator, asset: string) {
  const { body } = await admin.ask('GET', `/api/alerts?asset=${asset}`)
  const firing = body.items.find(({ condition }: { condition: string }) => condition === 'firing')
  return ask(admin, '/api/incidents', { alertId: firing.id })
}

/** An incident of a month ago in which a task was done, closed with lessons; then its station has the same alert again. */
async function liveThroughOne(admin: Administrator, asset: string) {
  const earlier = await openIncident(admin, asset)
  const [{ id: agencyId }] = (await look('select id from platform.agency where code = $1', [agencyCode])) as [
    { id: number },
  ]
  const wanted = {
    title: 'Mở cống tiêu Hà Đồ',
    instructions: 'Mở cả 5 cửa',
    agencyId,
    term: { amount: 3, unit: 'working_day' },
  }
  const task = await ask(admin, `/api/incidents/${earlier.id}/tasks`, wanted)
  const form = new FormData()
  form.append('file', new Blob(['ảnh'], { type: 'image/jpeg' }), 'cống.jpg')
  expect((await admin.ask('POST', `/api/tasks/${task.id}/evidence`, form)).status).toBe(201)
  await ask(admin, `/api/tasks/${task.id}/complete`, { result: 'Mở xong 5 cửa' })
  const figure = { kind: 'households_to_move', value: 64, at: new Date().toISOString(), source: 'UBND phường' }
  await ask(admin, `/api/incidents/${earlier.id}/figures`, figure)
  await ask(admin, `/api/incidents/${earlier.id}/close`, { note: 'Nước rút' })
  await ask(admin, `/api/incidents/${earlier.id}/lessons`, { text: 'Mở cống trước khi mưa tới', replaces: null })
  await look(`update platform.incident set opened_at = opened_at - interval '30 days' where id = $1`, [earlier.id])
  await look(`update platform.alert set condition = 'resolved', resolved_at = now() where incident_id = $1`, [
    earlier.id,
  ])
  await look(
    `insert into platform.alert (id, rule_id, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en, value,
      threshold, origin, condition, handling, fired_at, raised_at, due_at)
    select gen_random_uuid(), rule_id, asset_id, series_id, agency_id, area_code, severity, title_vi, title_en, value, threshold,
      origin, 'firing', 'new', now(), now(), now() + interval '1 day' from platform.alert where incident_id = $1`,
    [earlier.id],
  )
  return earlier
}

const regionOf = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const stepOf = (page: Page) => page.getByRole('list', { name: 'Các bước của sự cố' }).locator('[aria-current="step"]')
const choose = async (page: Page, item: string) => {
  await page.getByRole('button', { name: 'Chọn bước khác hoặc đóng sự cố' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('stages are walked forward in one press, back with a word why, and the other page follows', {
  timeout: 120_000,
}, async () => {
  await storm('buoc', 1)
  const admin = await administrator()
  const incident = await openIncident(admin, 'buoc-1')
  const one = await officer('truc-buoc', 'Nguyễn Thị Lan Anh')
  const other = await officer('truc-ben', 'Lê Hoàng Nam')
  for (const { page } of [one, other]) await page.goto(`/su-co/${incident.id}`)
  const { page } = one
  await page.getByRole('button', { name: 'Chuyển sang “Xác minh”' }).click()
  await page.getByRole('button', { name: 'Chuyển sang “Kích hoạt”' }).waitFor()
  await other.page.getByRole('button', { name: 'Chuyển sang “Kích hoạt”' }).waitFor()
  await expect.poll(() => stepOf(other.page).textContent(), patience).toMatch(/^Xác minhtừ \d\d:\d\d/)
  // Past one stage, which then looks passed over.
  await choose(page, 'Đang ứng phó')
  await page.getByRole('dialog').getByLabel('Ghi chú').fill('Mời 7 cơ quan')
  await page.getByRole('dialog').getByRole('button', { name: 'Chuyển bước' }).click()
  await expect.poll(() => stepOf(other.page).textContent(), patience).toMatch(/^Đang ứng phó/)
  await page.locator('.stage-skipped', { hasText: 'Kích hoạt' }).getByText('bỏ qua').waitFor()
  const story = regionOf(other.page, 'Diễn biến')
  await story.getByText('Chuyển sang “Đang ứng phó”').waitFor()
  await story.getByText('Mời 7 cơ quan').waitFor()
  // Back: the word why is asked for.
  await choose(page, 'Xác minh lùi lại')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'Chuyển bước' }).click()
  await dialog.getByText('Ghi vì sao lùi lại').first().waitFor()
  await picture(page, 'stage-back-dialog')
  expect(await readFaults(page)).toEqual([])
  await dialog.getByLabel('Vì sao lùi lại').fill('Số đo có thể sai')
  await dialog.getByRole('button', { name: 'Chuyển bước' }).click()
  await expect.poll(() => stepOf(other.page).textContent(), patience).toMatch(/^Xác minh/)
  // A press by mistake is taken back.
  await page.getByRole('button', { name: 'Chuyển sang “Kích hoạt”' }).click()
  await page.getByRole('button', { name: /^Hoàn tác/ }).click()
  await expect.poll(() => stepOf(other.page).textContent(), patience).toMatch(/^Xác minh/)
  await story.getByText('Hoàn tác: bấm nhầm').waitFor()
  // Who was second is told, and sees where it stands.
  await other.page.route('**/stage', async (route) => {
    await ask(admin, `/api/incidents/${incident.id}/stage`, { from: 'verified', to: 'responding' })
    await route.continue()
  })
  await other.page.getByRole('button', { name: 'Chuyển sang “Kích hoạt”' }).click()
  await other.page.getByText('Có người vừa chuyển bước sự cố này').waitFor()
  await expect.poll(() => stepOf(other.page).textContent(), patience).toMatch(/^Đang ứng phó/)
  await choose(page, 'Đóng vì báo động giả…')
  await dialog.getByLabel('Vì sao là báo động giả').fill('Phao kẹt rác')
  await dialog.getByRole('button', { name: 'Vẫn đóng sự cố' }).click()
  const lessons = regionOf(page, 'Rút kinh nghiệm')
  await lessons.getByRole('button', { name: 'Ghi' }).click()
  await dialog.getByLabel('Điều rút ra').fill('Vớt rác ở phao mỗi tuần')
  await dialog.getByRole('button', { name: 'Lưu' }).click()
  await lessons.getByText('Vớt rác ở phao mỗi tuần').waitFor()
  await regionOf(other.page, 'Rút kinh nghiệm').getByText('Vớt rác ở phao mỗi tuần').waitFor()
  await other.page.getByText('Báo động giả').first().waitFor()
  expect(await readFaults(page)).toEqual([])
  await picture(page, 'incident-false-alarm')
  // The browser writes down that the second was refused.
  expect([...one.faults, ...other.faults].filter((text) => !text.includes('409'))).toEqual([])
  for (const { context } of [one, other]) await context.close()
})

test('the command is offered, declined with a reason, offered again and accepted; then the other leads', {
  timeout: 120_000,
}, async () => {
  await storm('giao', 2)
  const admin = await administrator()
  const incident = await openIncident(admin, 'giao-1')
  const [{ id: agencyId }] = (await look('select id from platform.agency where code = $1', [agencyCode])) as [
    { id: number },
  ]
  await ask(admin, `/api/incidents/${incident.id}/tasks`, { title: 'Đóng đường Nguyễn Sinh Cung', agencyId })
  const one = await officer('giao-ca', 'Trần Quốc Bảo')
  const other = await officer('nhan-ca', 'Đặng Thị Thu Hà', { width: 390, height: 844 }, 'dark', true)
  await one.page.goto(`/su-co/${incident.id}`)
  await other.page.goto('/su-co')
  const dialog = one.page.getByRole('dialog')
  async function offer(): Promise<void> {
    await one.page.getByRole('button', { name: 'Bàn giao' }).click()
    await dialog.getByLabel('Người nhận').fill('thu ha')
    await one.page.getByRole('option', { name: /^Đặng Thị Thu Hà/ }).click()
    const note = dialog.getByLabel('Nội dung bàn giao')
    expect(await note.inputValue()).toMatch(
      /^Bước: Phát hiện\.\nViệc chưa xong: 1, quá hạn: 0\.\n- Đóng đường Nguyễn Sinh Cung \(.*, hạn .*\)\nCảnh báo chưa dịu: 1/,
    )
    await note.fill(`${await note.inputValue()}\nCống Hà Đồ đang mở.`)
    await picture(one.page, 'handover-dialog')
    expect(await readFaults(one.page)).toEqual([])
    await dialog.getByRole('button', { name: 'Bàn giao' }).click()
    await dialog.waitFor({ state: 'detached' })
  }
  await offer()
  const bar = (page: Page) => regionOf(page, 'Bàn giao')
  await bar(one.page).getByText('Bạn bàn giao chỉ huy cho Đặng Thị Thu Hà; người đó chưa nhận').waitFor()
  await picture(one.page, 'handover-bar-from')
  // Without reloading: in the list of the other it is marked.
  await other.page.getByText('Chờ bạn nhận bàn giao').waitFor()
  expect(await readFaults(other.page)).toEqual([])
  await picture(other.page, 'handover-list-phone')
  await other.page.getByRole('link', { name: /Trạm giao 1/ }).click()
  await bar(other.page).getByText('Trần Quốc Bảo bàn giao chỉ huy cho bạn').waitFor()
  await bar(other.page).getByText('Cống Hà Đồ đang mở.').waitFor()
  expect(await readFaults(other.page)).toEqual([])
  await picture(other.page, 'handover-bar-phone')
  await bar(other.page).getByRole('button', { name: 'Trả lại…' }).click()
  await other.page.getByRole('dialog').getByLabel('Vì sao trả lại').fill('Đang ở hiện trường')
  await other.page.getByRole('dialog').getByRole('button', { name: 'Trả lại' }).click()
  await bar(one.page).waitFor({ state: 'detached' })
  await regionOf(one.page, 'Diễn biến').getByText('Đang ở hiện trường').waitFor()
  await offer()
  await bar(other.page).getByRole('button', { name: 'Nhận', exact: true }).click()
  const people = regionOf(one.page, 'Người tham gia')
  await people.locator('li', { hasText: 'Đặng Thị Thu Hà' }).getByText('Chỉ huy sự cố').waitFor()
  await bar(one.page).waitFor({ state: 'detached' })
  expect([...one.faults, ...other.faults]).toEqual([])
  for (const { context } of [one, other]) await context.close()
})

test('an earlier one like it is found, what was done then is read, and a task of it is given again', {
  timeout: 120_000,
}, async () => {
  await storm('giong', 1)
  const admin = await administrator()
  const earlier = await liveThroughOne(admin, 'giong-1')
  const incident = await openIncident(admin, 'giong-1')
  const { context, page, faults } = await officer('truc-giong', 'Võ Thị Hạnh')
  await page.goto(`/su-co/${incident.id}`)
  const similar = regionOf(page, 'Giống đợt trước')
  await similar.getByText(/ở Trạm giong 1\./).waitFor()
  await similar.scrollIntoViewIfNeeded()
  await picture(page, 'similar-block')
  await similar.getByRole('button', { name: `Xem đã làm gì khi đó, sự cố ${earlier.number}` }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('Mở cống trước khi mưa tới').waitFor()
  await dialog.getByText('Xong đúng hạn').waitFor()
  await dialog.getByText('1 minh chứng').waitFor()
  await dialog.getByText('Hộ phải di dời').waitFor()
  expect(await readFaults(page)).toEqual([])
  await picture(page, 'similar-dialog')
  await dialog.getByRole('button', { name: 'Giao lại: Mở cống tiêu Hà Đồ' }).click()
  const form = page.getByRole('dialog', { name: 'Giao việc' })
  await form.waitFor()
  expect(await form.getByLabel('Việc phải làm').inputValue()).toBe('Mở cống tiêu Hà Đồ')
  expect(await form.getByLabel('Yêu cầu cụ thể').inputValue()).toBe('Mở cả 5 cửa')
  expect(await form.getByLabel('Thời hạn', { exact: true }).inputValue()).toBe('3')
  await expect.poll(() => form.getByLabel('Đơn vị chủ trì').inputValue(), patience).toBe('Sở Nông nghiệp và Môi trường')
  await picture(page, 'assign-again')
  await form.getByRole('button', { name: 'Giao việc' }).click()
  // Back where the next task may be chosen.
  await dialog.getByText('Mở cống trước khi mưa tới').waitFor()
  await page.keyboard.press('Escape')
  await regionOf(page, 'Việc phải làm').getByRole('link', { name: 'Mở cống tiêu Hà Đồ' }).waitFor()
  expect(faults).toEqual([])
  await context.close()
})
