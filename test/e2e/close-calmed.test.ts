import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()

const agencyCode = 'H57.907'
const admin = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }

/** Alerts of stations whose names begin with the prefix. */
async function raise(prefix: string, count: number, isCalm: boolean): Promise<void> {
  await insertStorm(admin, { agencyCode, prefix, count, severity: 'minor' })
  if (!isCalm) return
  await made.centre.look(
    `update platform.alert al set condition = 'resolved', resolved_at = clock_timestamp(), calmed_at = clock_timestamp()
    from platform.asset a where a.id = al.asset_id and a.code like $1`,
    [`${prefix}-%`],
  )
}
/** Nothing is open from the test before. */
const clear = () =>
  made.centre.look(`update platform.alert set condition = 'resolved', handling = 'dismissed', done_at = now()
    where condition = 'firing' or handling in ('new', 'taken', 'in_work')`)

async function openInbox(size = { width: 1366, height: 768 }, scheme: 'light' | 'dark' = 'light') {
  const window = await openWindow(made.browser, made.centre.address, size, scheme)
  const data = { login: 'admin', password: adminPassword }
  expect((await window.page.request.post('/api/session', { data })).ok()).toBe(true)
  await window.page.goto('/')
  const inbox = window.page.getByRole('region', { name: 'Hộp cảnh báo' })
  const calmed = inbox.getByRole('region', { name: 'Đã dịu, chờ đóng' })
  return { ...window, inbox, calmed, line: (prefix: string) => inbox.getByRole('listitem').filter({ hasText: prefix }) }
}
const figure = (page: Page, label: string) =>
  page.getByRole('region', { name: 'Tóm tắt' }).getByRole('link').filter({ hasText: label })

test('a calmed alert is closed with a click or a key, and each closing is undone; what fires has no such act', {
  timeout: 120_000,
}, async () => {
  await clear()
  await raise('mot', 1, true)
  await raise('hai', 1, true)
  await raise('ba', 1, false)
  const { context, page, faults, calmed, line } = await openInbox()
  await line('Trạm mot 1')
    .getByRole('button', { name: /^Đóng: / })
    .click()
  await page.getByText(/^Đã đóng: /).waitFor()
  await line('Trạm mot 1').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Hoàn tác' }).click()
  await line('Trạm mot 1').waitFor()

  expect(await line('Trạm ba 1').getByRole('button', { name: /^Đóng/ }).count()).toBe(0)
  await line('Trạm ba 1').locator('.alert-title').click()
  await page.keyboard.press('x')
  await page.getByText('Cảnh báo này còn đang phát. Đợi dịu rồi đóng, hoặc bỏ qua kèm lý do.').waitFor()
  await line('Trạm hai 1').locator('.alert-title').click()
  await page
    .getByRole('complementary', { name: 'Cảnh báo đang chọn' })
    .getByRole('button', { name: 'Đóng cảnh báo', exact: true })
    .waitFor()
  await picture(page, 'close-panel')
  await page.keyboard.press('x')
  await line('Trạm hai 1').waitFor({ state: 'detached' })
  await line('Trạm ba 1').waitFor()
  await page.keyboard.press('z')
  await line('Trạm hai 1').waitFor()
  expect(await calmed.getByRole('listitem').count()).toBe(2)
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Đóng cảnh báo đã dịu đang chọn').first().waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test('from the panel it is closed with words, which stand in its course', { timeout: 120_000 }, async () => {
  await clear()
  await raise('loi', 1, true)
  const { context, page, faults, line } = await openInbox()
  await line('Trạm loi 1').locator('.alert-title').click()
  const panel = page.getByRole('complementary', { name: 'Cảnh báo đang chọn' })
  await panel.getByRole('button', { name: 'Khác' }).click()
  await page.getByRole('menuitem', { name: 'Đóng, ghi chú…' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('nước đã rút')
  await page.getByRole('dialog').getByRole('button', { name: 'Đóng cảnh báo này' }).click()
  await panel.getByText('nước đã rút').waitFor()
  await panel.getByText('Cảnh báo này đã đóng.').waitFor()
  expect(faults).toEqual([])
  await context.close()
})

test.for([
  ['desktop', { width: 1366, height: 768 }, 'light'],
  ['wide', { width: 1920, height: 1080 }, 'dark'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const)(
  'a line closes at once, and the group once it is confirmed; what is in an incident is left: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    await clear()
    await raise(`dong-${form}`, 3, true)
    await raise(`roi-${form}`, 4, true)
    await raise(`phat-${form}`, 2, false)
    await made.centre.look(
      `update platform.alert al set line_id = head.id, line_by = 'area' from platform.alert head, platform.asset a, platform.asset b
    where a.id = al.asset_id and a.code like $1 and b.id = head.asset_id and b.code = $2 and al.id <> head.id`,
      [`dong-${form}-%`, `dong-${form}-1`],
    )
    const { context, page, faults, calmed, line } = await openInbox(size, scheme)
    const { items } = await (await page.request.get('/api/alerts?limit=1000')).json()
    const own = items.find(({ asset }: { asset: { code: string } }) => asset.code === `roi-${form}-4`)
    expect((await page.request.post('/api/incidents', { data: { alertId: own.id } })).ok()).toBe(true)
    await figure(page, 'Cảnh báo đang phát').getByText('2', { exact: true }).first().waitFor()
    await figure(page, 'Cảnh báo đang phát').getByText('7 đã dịu, chờ đóng').waitFor()
    await calmed.getByRole('button', { name: 'Đóng cả nhóm…' }).waitFor()
    await picture(page, `calmed-${form}`)
    expect(await readFaults(page)).toEqual([])

    await line(`Trạm dong-${form} 1`)
      .getByRole('button', { name: /^Đóng cả 3: / })
      .click()
    await page.getByText('Đã đóng 3 cảnh báo').waitFor()
    await line(`Trạm dong-${form} 1`).waitFor({ state: 'detached' })
    await calmed.getByRole('button', { name: 'Đóng cả nhóm…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('3 cảnh báo đã dịu sẽ đóng. 1 cảnh báo khác thuộc sự cố: đóng cùng sự cố đó.').waitFor()
    await picture(page, `close-group-${form}`)
    expect(await readFaults(page)).toEqual([])
    // Twice, as a hand does: once is done.
    await dialog.getByRole('button', { name: 'Đóng cả 3' }).dblclick()
    await page.getByText('Đã đóng 3 cảnh báo; để lại 1 thuộc sự cố').waitFor()
    await line(`Trạm roi-${form} 1`).waitFor({ state: 'detached' })
    expect(await line(`Trạm roi-${form} 4`).getByRole('button', { name: /^Đóng/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Hoàn tác' }).click()
    await line(`Trạm roi-${form} 1`).waitFor()

    for (const [label, count] of [
      ['Cảnh báo đang phát', 2],
      ['Chưa ai nhận', 2],
    ] as const) {
      await page.goto('/')
      await figure(page, label).click()
      await page
        .locator('.history-totals b')
        .filter({ hasText: `${count} cảnh báo` })
        .waitFor()
      expect(await page.locator('tbody tr').count(), label).toBe(count)
    }
    await page.goto('/canh-bao')
    await page.locator('.history-totals').waitFor()
    const told = (await page.locator('.history-totals').textContent()) ?? ''
    const numbers = [...told.matchAll(/\d+/g)].map(([n]) => Number(n))
    expect(numbers.slice(1).reduce((sum, n) => sum + n, 0)).toBe(numbers[0])
    await picture(page, `history-${form}`)
    expect(faults).toEqual([])
    await context.close()
  },
)
