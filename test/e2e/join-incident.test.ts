import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const forms = [
  ['desktop', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const

test.for(forms)(
  'an alert is put into the incident that is open, and the way leads there: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
    await insertStorm(look, { agencyCode: 'H57.907', prefix: form, count: 2, severity: 'major' })
    const { context, page, faults } = await openWindow(made.browser, made.centre.address, size, scheme)
    const session = await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    expect(session.ok()).toBe(true)
    const alertOf = async (asset: string) => {
      const { items } = await (await page.request.get(`/api/alerts?asset=${asset}`)).json()
      return items[0]
    }
    const [first, second] = [await alertOf(`${form}-1`), await alertOf(`${form}-2`)]
    await page.goto(`/?alert=${second.id}`)
    const panel = page.getByRole('complementary')
    const dialog = page.getByRole('dialog')
    const join = async () => {
      await panel.getByRole('button', { name: 'Khác', exact: true }).click()
      await panel.getByRole('menuitem', { name: 'Gộp vào sự cố…' }).click()
    }
    await join()
    await dialog.getByText('Chưa có sự cố nào đang mở.').waitFor()
    expect(await readFaults(page)).toEqual([])
    await page.keyboard.press('Escape')

    const incident = await (await page.request.post('/api/incidents', { data: { alertId: first.id } })).json()
    await join()
    await expect
      .poll(() => dialog.getByRole('combobox').inputValue(), { timeout: 10_000 })
      .toBe(`${incident.number} · ${incident.title}`)
    await picture(page, `join-${form}`)
    expect(await readFaults(page)).toEqual([])
    await dialog.getByRole('button', { name: 'Gộp vào sự cố' }).click()
    await page.waitForURL(`**/su-co/${incident.id}`)
    await page.getByText(`Đã gộp vào ${incident.number}`).waitFor()
    await page.getByRole('link', { name: second.title.vi }).first().waitFor()
    await page.request.post(`/api/incidents/${incident.id}/close`, { data: { note: 'xong' } })
    await context.close()
    expect(faults).toEqual([])
  },
)

test('an incident opened from an alert just taken ends the offer to give the alert back', {
  timeout: 60_000,
}, async () => {
  const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
  await insertStorm(look, { agencyCode: 'H57.907', prefix: 'taken', count: 1, severity: 'major' })
  const { context, page, faults } = await openWindow(made.browser, made.centre.address)
  const session = await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
  expect(session.ok()).toBe(true)
  const { items } = await (await page.request.get('/api/alerts?asset=taken-1')).json()
  await page.goto(`/?alert=${items[0].id}`)
  const panel = page.getByRole('complementary')
  const undo = page.getByRole('button', { name: /^Hoàn tác/ })
  await panel.getByRole('button', { name: 'Nhận', exact: true }).click()
  await undo.waitFor()
  await panel.getByRole('button', { name: 'Mở sự cố' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Mở sự cố' }).click()
  await page.waitForURL('**/su-co/*')
  await page.getByText(/^Đã mở sự cố SC-/).waitFor()
  expect(await undo.count()).toBe(0)
  await context.close()
  expect(faults).toEqual([])
})
