import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const patience = { timeout: 20_000 }
const look = (text: string, values: readonly unknown[] = []) => made.centre.look(text, values)

/** A page of the administrator, stations `PREFIX-n` each with an alert that fires, and what the page asked of the server to be done. */
async function open(prefix: string, count: number) {
  await insertStorm({ query: look }, { agencyCode: 'H57.907', prefix, count, severity: 'crit', areas: ['19774'] })
  const window = await openWindow(made.browser, made.centre.address)
  const { page } = window
  expect((await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })).ok()).toBe(
    true,
  )
  const { items } = await (await page.request.get(`/api/alerts?asset=${prefix}-1`)).json()
  const asked: string[] = []
  page.on('request', (request) => request.method() === 'POST' && asked.push(new URL(request.url()).pathname))
  const incident = async () => (await page.request.post('/api/incidents', { data: { alertId: items[0].id } })).json()
  return { ...window, asked, incident }
}

/** Two presses with nothing between them, as a key that is held gives them; nothing can be drawn in between. */
const pressTwiceAtOnce = (button: Locator) =>
  button.evaluate((element: HTMLElement) => {
    element.click()
    element.click()
  })

for (const [how, press] of [
  ['at once', pressTwiceAtOnce],
  ['as a double click', (button: Locator) => button.dblclick()],
] as const) {
  const name = how === 'at once' ? 'mot' : 'hai'

  test(`a stage pressed twice ${how} is moved once, nobody is blamed, and it can be taken back`, {
    timeout: 60_000,
  }, async () => {
    const { page, asked, incident, context, faults } = await open(`buoc-${name}`, 1)
    await page.goto(`/su-co/${(await incident()).id}`)
    await press(page.getByRole('button', { name: 'Chuyển sang “Xác minh”' }))
    await page.getByRole('button', { name: 'Chuyển sang “Kích hoạt”' }).waitFor()
    await page.getByRole('button', { name: /^Hoàn tác/ }).click()
    await page.getByRole('button', { name: 'Chuyển sang “Xác minh”' }).waitFor()
    expect(asked.filter((path) => path.endsWith('/stage'))).toHaveLength(2)
    expect(faults).toEqual([])
    await context.close()
  })

  test(`a note sent twice ${how} is kept once`, { timeout: 60_000 }, async () => {
    const { page, asked, incident, context, faults } = await open(`ghi-${name}`, 1)
    const { id } = await incident()
    await page.goto(`/su-co/${id}`)
    await page.getByRole('textbox', { name: 'Ghi diễn biến' }).fill('Nước tràn qua đường')
    await press(page.getByRole('button', { name: 'Ghi', exact: true }))
    await expect.poll(() => page.getByRole('textbox', { name: 'Ghi diễn biến' }).inputValue(), patience).toBe('')
    expect(asked.filter((path) => path.endsWith('/notes'))).toHaveLength(1)
    const { timeline } = await (await page.request.get(`/api/incidents/${id}`)).json()
    expect(timeline.filter(({ kind }: { kind: string }) => kind === 'note')).toHaveLength(1)
    expect(faults).toEqual([])
    await context.close()
  })

  test(`an account of a device made twice ${how} shows the secret that opens`, { timeout: 60_000 }, async () => {
    const { page, asked, context, faults } = await open(`gui-${name}`, 1)
    await page.goto(`/thiet-bi/gui-${name}-1`)
    await page.getByRole('button', { name: 'Cấp tài khoản gửi' }).click()
    const dialog = page.getByRole('dialog')
    await press(dialog.getByRole('button', { name: 'Cấp tài khoản gửi' }))
    await dialog.getByText('Mật khẩu').first().waitFor()
    expect(asked.filter((path) => path.endsWith('/credentials'))).toHaveLength(1)
    const [username = '', password = ''] = await dialog.locator('code').allTextContents()
    const sent = await fetch(`${made.centre.address}/api/ingest/readings`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`,
      },
      body: JSON.stringify([{ asset: `gui-${name}-1`, series: 'water_level', at: new Date().toISOString(), value: 1 }]),
    })
    expect(await sent.json()).toMatchObject({ stored: 1 })
    expect(faults).toEqual([])
    await context.close()
  })

  test(`a line taken twice ${how} says how many were taken`, { timeout: 60_000 }, async () => {
    const { page, asked, context, faults } = await open(`nhan-${name}`, 3)
    await look(
      `insert into platform.link (from_kind, from_id, relation, to_kind, to_id, agency_id, to_agency_id)
      select 'asset', code, 'powered_by', 'asset', $1, agency_id, agency_id from platform.asset where code in ($2, $3)`,
      [`nhan-${name}-1`, `nhan-${name}-2`, `nhan-${name}-3`],
    )
    await look('update platform.alert set line_due = true')
    await page.goto('/')
    const line = page
      .getByRole('region', { name: 'Hộp cảnh báo' })
      .getByRole('listitem')
      .filter({ hasText: `nhan-${name} 1` })
    await press(line.getByRole('button', { name: /^Nhận cả 3/ }))
    await page.getByText('Đã nhận 3 cảnh báo').waitFor()
    await line.getByRole('button', { name: /^Nhận cả 3/ }).waitFor({ state: 'detached' })
    expect(asked.filter((path) => path.endsWith('/acknowledge'))).toHaveLength(1)
    await page.getByText('Đã nhận 3 cảnh báo').waitFor()
    await page.getByRole('button', { name: /^Hoàn tác/ }).click()
    await page.getByText('Đã trả lại').first().waitFor()
    expect(faults).toEqual([])
    await context.close()
  })
}
