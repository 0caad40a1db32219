import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { copyTree, type Tree } from '../process/tree.ts'
import { adminPassword, type RunningCentre, runCentre, signIn } from '../running-centre.ts'
import { openBrowser, openWindow } from './browser.ts'
import { readFaults } from './read-faults.ts'

const soon = { timeout: 20_000 }
const password = 'mat khau cua can bo 2026'

let tree: Tree
let centre: RunningCentre
let browser: Browser
let clerk: Awaited<ReturnType<typeof signIn>>
let agencyId: number

/** No module that ships has a drawing: three that a command makes have a point, a line and an area. */
beforeAll(async () => {
  tree = copyTree({ name: 'this user', uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 })
  const part = join(tree.path, 'scripts/new-module/parts/record.ts.txt')
  const template = readFileSync(part, 'utf8')
  for (const kind of ['point', 'line', 'polygon']) {
    writeFileSync(part, template.replace("geometry: 'point'", `geometry: '${kind}'`))
    execFileSync(process.execPath, ['scripts/new-module.ts', `sites-${kind}`, 'record'], { cwd: tree.path })
  }
  execFileSync(process.execPath, ['scripts/new-module.ts', 'masts', 'asset', 'record'], { cwd: tree.path })
  centre = await runCentre(['--no-replay'], tree.path)
  browser = await openBrowser()
  const admin = await signIn(centre.address, 'admin', adminPassword)
  const { body } = await admin.ask('GET', '/api/agencies')
  agencyId = body.items.find((agency: { code: string }) => agency.code === 'H57.901').id
  const account = { login: 'van-thu', name: 'Văn thư A', agencyId, roles: ['duty_officer'], mustChangePassword: false }
  expect((await admin.ask('POST', '/api/accounts', { ...account, password })).status).toBe(201)
  clerk = await signIn(centre.address, 'van-thu', password)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await centre?.stop()
  tree?.remove()
})

async function openRegister(kind: string, size?: { width: number; height: number }, scheme?: 'light' | 'dark') {
  const window = await openWindow(browser, centre.address, size, scheme)
  await window.page.request.post('/api/session', { data: { login: 'van-thu', password } })
  await window.page.goto(`/so/sites-${kind}/licence`)
  return window
}

async function openForm(page: Page, title: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Thêm mới' }).first().click()
  const form = page.getByRole('dialog')
  await form.getByLabel('Nội dung').fill(title)
  return form
}

const save = (form: Locator) => form.getByRole('button', { name: 'Lưu' }).click()
const tableOf = (form: Locator) => form.getByLabel('Vị trí trên bản đồ')
const drawn = async (form: Locator) => (await tableOf(form).inputValue()).split('\n').filter((line) => line !== '')

/** Presses the open map of a form, at shares of its width and height, once each press has become a point. */
async function pressMap(page: Page, form: Locator, places: readonly (readonly [number, number])[]) {
  const canvas = form.locator('.shape-map-box canvas')
  await form.getByRole('button', { name: 'Xem cả hình' }).waitFor()
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (!box) throw new Error('the map has no place on the page')
  const before = (await drawn(form)).length
  for (const [index, [x, y]] of places.entries()) {
    await page.mouse.click(box.x + x * box.width, box.y + y * box.height)
    await expect.poll(async () => (await drawn(form)).length, soon).toBe(before + index + 1)
  }
}

test('an area is drawn on the map, refused while it crosses itself, mended, moved, and found on the register’s map', async () => {
  const { page, context, faults } = await openRegister('polygon')
  const form = await openForm(page, 'Vùng nuôi trồng')
  // Up, across, down, and across again: a bow tie.
  await pressMap(page, form, [
    [0.4, 0.42],
    [0.58, 0.42],
    [0.4, 0.62],
    [0.58, 0.62],
  ])
  await save(form)
  await form.locator('.field-error', { hasText: 'đường biên tự cắt gần' }).waitFor()

  // The last corner is taken away, the drawing undone and done again.
  await form.locator('.draw-handle:not(.draw-middle)').nth(3).click()
  await form.getByRole('button', { name: 'Xong' }).waitFor({ state: 'detached' })
  await form.locator('.draw-handle:not(.draw-middle)').nth(3).click()
  await form.getByRole('button', { name: 'Xoá điểm đang chọn' }).click()
  expect(await drawn(form)).toHaveLength(3)
  await form.getByRole('button', { name: 'Hoàn tác' }).click()
  expect(await drawn(form)).toHaveLength(4)
  await form.getByRole('button', { name: 'Hoàn tác' }).click()
  expect(await drawn(form)).toHaveLength(3)
  await save(form)
  await form.waitFor({ state: 'detached' })
  const drawer = page.locator('.panel-side')
  await drawer.getByText('vùng 3 đỉnh').first().waitFor()

  await drawer.getByRole('button', { name: 'Sửa' }).click()
  const edit = page.getByRole('dialog')
  await edit.getByRole('button', { name: 'Xem cả hình' }).waitFor()
  const [before] = await drawn(edit)
  const corner = edit.locator('.draw-handle:not(.draw-middle)').first()
  await corner.scrollIntoViewIfNeeded()
  const at = await corner.boundingBox()
  if (!at) throw new Error('the corner has no place on the page')
  await page.mouse.move(at.x + 8, at.y + 8)
  await page.mouse.down()
  await page.mouse.move(at.x - 20, at.y - 12, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => (await drawn(edit))[0], soon).not.toBe(before)
  // The middle of a side becomes a corner.
  await edit.locator('.draw-middle').first().click()
  await expect.poll(async () => (await drawn(edit)).length, soon).toBe(4)
  await save(edit)
  await edit.waitFor({ state: 'detached' })
  await drawer.getByText('vùng 3 đỉnh → vùng 4 đỉnh').waitFor()

  await page.getByRole('button', { name: 'Đóng', exact: true }).click()
  await page.getByRole('button', { name: 'Bản đồ', exact: true }).click()
  await page.getByText('1 trong 1 dòng đã tải có vị trí').waitFor()
  const canvas = page.locator('.register-map canvas')
  await page.locator('.register-map').getByRole('button', { name: 'Xem cả hình' }).waitFor()
  await expect
    .poll(async () => {
      await canvas.click({ position: { x: Math.round((await canvas.boundingBox())?.width ?? 0) / 2, y: 250 } })
      return page.url()
    }, soon)
    .toContain('id=')
  expect(faults).toEqual([])
  await context.close()
}, 60_000)

test('a point is pasted, told its commune, refused outside the province; a line comes from a file, or is typed', async () => {
  const { page, context, faults } = await openRegister('point')
  const form = await openForm(page, 'Điểm phát sóng')
  await tableOf(form).fill('21.0285, 105.8542')
  await save(form)
  await form.locator('.field-error', { hasText: 'nằm ngoài tỉnh, thành phố' }).waitFor()
  await tableOf(form).fill('ở chợ')
  await save(form)
  await form.locator('.field-error', { hasText: 'ghi vĩ độ rồi kinh độ' }).waitFor()
  await tableOf(form).fill('16.4637, 107.5909')
  await form.locator('.shape-commune', { hasText: 'Phường' }).waitFor()
  await save(form)
  await form.waitFor({ state: 'detached' })
  const { body: points } = await clerk.ask('GET', '/api/sites-point/licences')
  expect(points.items[0]).toMatchObject({
    geometry: { type: 'Point', coordinates: [107.5909, 16.4637] },
    area: { name: expect.stringContaining('Phường') },
  })

  await page.goto('/so/sites-line/licence?state=nope')
  await page.getByText('Không có tình trạng “nope” trong sổ này').waitFor()
  const route = await openForm(page, 'Tuyến cáp')
  const line = {
    type: 'LineString',
    coordinates: [
      [107.58, 16.46, 3],
      [107.59, 16.47, 4],
    ],
  }
  const file = (value: object) => ({
    name: 'tuyen.geojson',
    mimeType: 'application/geo+json',
    buffer: Buffer.from(JSON.stringify(value)),
  })
  await route.locator('input[type=file]').setInputFiles(file({ type: 'Point', coordinates: [107.58, 16.46] }))
  await route.getByText('không có hình loại đường').waitFor()
  await route.locator('input[type=file]').setInputFiles(file(line))
  await expect.poll(() => drawn(route), soon).toEqual(['16.46, 107.58', '16.47, 107.59'])
  await tableOf(route).fill('16.46\t107.58\n16.47\t107.59\n16.48\t107.6')
  await save(route)
  await route.waitFor({ state: 'detached' })
  await page.locator('.panel-side').getByText('đường 3 điểm').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
}, 60_000)

test('the fault of a field is told in Vietnamese, also when only the server finds it', async () => {
  const { page, context } = await openRegister('point')
  const form = await openForm(page, 'Điểm phát sóng')
  // What the form does not let anybody type, a page that was changed underneath may still send.
  await form.getByLabel('Tổ chức được cấp').evaluate((box) => box.removeAttribute('maxlength'))
  await form.getByLabel('Tổ chức được cấp').fill('x'.repeat(301))
  await save(form)
  await form.locator('.field-error', { hasText: 'Tổ chức được cấp: dài quá 300 ký tự' }).waitFor()
  await context.close()
}, 30_000)

test('form, drawer and map of a register are without faults of access, on a desk and a phone, light and dark', async () => {
  const ring = [
    [107.5, 16.4],
    [107.6, 16.4],
    [107.6, 16.5],
    [107.5, 16.4],
  ]
  const geometry = { type: 'Polygon', coordinates: [ring] }
  const { body } = await clerk.ask('POST', '/api/sites-polygon/licences', {
    agencyId,
    values: { title: 'Vùng' },
    geometry,
  })
  const found: Record<string, string[]> = {}
  // Each part once light and once dark, once on a desk and once on a phone: maps are slow to draw without a graphics card.
  const parts = {
    async map(page: Page) {
      await page.goto('/so/sites-polygon/licence?view=map')
      await page.locator('.register-map').getByRole('button', { name: 'Xem cả hình' }).waitFor()
    },
    async form(page: Page) {
      await page.goto(`/so/sites-polygon/licence?id=${body.id}`)
      await page.locator('.panel-side').getByRole('button', { name: 'Xem cả hình' }).waitFor()
      await page.locator('.panel-side').getByRole('button', { name: 'Sửa' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Xem cả hình' }).waitFor()
    },
  }
  for (const [part, width, height, scheme] of [
    ['map', 1366, 768, 'light'],
    ['form', 1366, 768, 'dark'],
    ['map', 390, 844, 'dark'],
    ['form', 390, 844, 'light'],
  ] as const) {
    const { page, context } = await openRegister('polygon', { width, height }, scheme)
    await parts[part](page)
    const faults = await readFaults(page)
    if (faults.length > 0) found[`${part} ${width} ${scheme}`] = faults
    await context.close()
  }
  expect(found).toEqual({})
}, 120_000)

test('the page of an asset lists the records that name it, each opening its own page', async () => {
  const asset = { code: 'diem-so-1', type: 'masts', name: 'Điểm số 1', agencyId }
  expect((await clerk.ask('POST', '/api/assets', asset)).status).toBe(201)
  const register = '/api/masts/licences'
  const create = async (title: string) => {
    const values = { title, holder: 'Ban quản lý', expires_on: '2031-01-31', device: asset.code }
    const made = await clerk.ask('POST', register, { agencyId, values })
    expect(made.status, JSON.stringify(made.body)).toBe(201)
    return made.body
  }
  const licence = await create('Giấy phép của điểm số 1')
  const granted = await clerk.ask('POST', `${register}/${licence.id}/moves/grant`, { version: licence.version })
  expect(granted.status, JSON.stringify(granted.body)).toBe(200)
  await create('Giấy phép đang soạn')
  const { context, page, faults } = await openRegister('point')
  await page.goto(`/thiet-bi/${asset.code}`)
  const records = page.getByRole('region', { name: 'Hồ sơ liên quan' })
  await records.getByRole('heading', { name: 'Giấy phép 2' }).waitFor()
  await records.getByRole('listitem').filter({ hasText: granted.body.number }).getByText('Giấy phép của').waitFor()
  // What comes to name it meanwhile is there without another visit, with its state.
  await create('Giấy phép đến sau')
  await records.getByRole('heading', { name: 'Giấy phép 3' }).waitFor()
  const states = await records.locator('.register-state').allTextContents()
  expect(new Set(states).size).toBe(2)
  await records.getByRole('link', { name: 'Giấy phép của điểm số 1' }).click()
  await page.locator('.panel-side').getByText(granted.body.number).first().waitFor()
  await context.close()
  expect(faults).toEqual([])
}, 60_000)

test('columns that do not fit go, the deadline never; the foot names them and shows them on a press', async () => {
  const values = { title: 'Giấy phép có hạn', holder: 'Ban quản lý', expires_on: '2031-01-31' }
  expect((await clerk.ask('POST', '/api/masts/licences', { agencyId, values })).status).toBe(201)
  const { context, page, faults } = await openRegister('point', { width: 1000, height: 768 })
  await page.goto('/so/masts/licence')
  const isVisible = (name: string) => page.getByRole('columnheader', { name, exact: true }).isVisible()
  await page.getByText('Không đủ chỗ cho cột: Sửa lúc, Tổ chức được cấp').waitFor()
  expect(await page.locator('.register-list').evaluate((box) => box.scrollWidth - box.clientWidth)).toBe(0)
  expect(await isVisible('Tổ chức được cấp')).toBe(false)
  expect(await isVisible('Thời hạn')).toBe(true)
  await page.getByRole('button', { name: 'Hiện đủ cột' }).click()
  await page.getByRole('button', { name: 'Thu cho vừa' }).waitFor()
  expect(await isVisible('Tổ chức được cấp')).toBe(true)
  // With room again nothing is left out, and nothing is said.
  await page.getByRole('button', { name: 'Thu cho vừa' }).click()
  await page.setViewportSize({ width: 1920, height: 768 })
  await page.getByText('Không đủ chỗ cho cột').waitFor({ state: 'hidden' })
  expect(await isVisible('Sửa lúc')).toBe(true)
  await context.close()
  expect(faults).toEqual([])
}, 60_000)
