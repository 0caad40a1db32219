import { readFile } from 'node:fs/promises'
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
const look = (text: string, values: readonly unknown[] = []) => made.centre.look(text, values)

/** Alerts of two severities in two communes, some of them raised on 22/11/2025. */
async function makeHistory() {
  const query = { query: look }
  await insertStorm(query, { agencyCode: 'H57.907', prefix: 'do', count: 3, severity: 'crit', areas: ['19774'] })
  await insertStorm(query, { agencyCode: 'H57.907', prefix: 'cam', count: 2, severity: 'major', areas: ['19789'] })
  await look(
    `update platform.alert set raised_at = '2025-11-22T08:00+07:00', fired_at = '2025-11-22T08:00+07:00'
    where asset_id in (select id from platform.asset where code in ('do-1', 'do-2', 'cam-1'))`,
  )
  await look(`update platform.alert set handling = 'dismissed', done_at = now(), condition = 'resolved', resolved_at = now()
    where asset_id in (select id from platform.asset where code = 'do-1')`)
}

async function openHistory(size?: { width: number; height: number }) {
  const admin = await signIn(made.centre.address, 'admin', adminPassword)
  const window = await openWindow(made.browser, made.centre.address, size)
  const [name = '', value = ''] = admin.cookie.split('=')
  await window.context.addCookies([{ name, value, url: made.centre.address }])
  await window.page.goto('/canh-bao')
  await window.page.locator('.history-totals').waitFor()
  /** How many the API counts with these words of the address. */
  const count = async (words: string): Promise<number> =>
    (await admin.ask('GET', `/api/alerts/history/totals?${words}`)).body.all
  return { ...window, count }
}

/** What the address narrows by; a code of figures alone stands in quotes there. */
const addressOf = (page: Page) =>
  Object.fromEntries([...new URL(page.url()).searchParams].map(([key, value]) => [key, value.replaceAll('"', '')]))
const rowsOf = (page: Page) => page.locator('.table tbody tr')

/** Types as a person does, key by key, over what stands in the box. */
async function typeInto(page: Page, label: string, text: string) {
  await page.getByLabel(label, { exact: true }).click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type(text)
}

test('a day typed key by key narrows the history once it is whole, and what is no day is told beside its box', {
  timeout: 60_000,
}, async () => {
  await makeHistory()
  const { page, faults, count, context } = await openHistory()
  const from = page.getByLabel('Từ ngày', { exact: true })
  await expect.poll(() => rowsOf(page).count(), patience).toBe(5)

  await typeInto(page, 'Từ ngày', '22/11/20')
  expect(await from.inputValue()).toBe('22/11/20')
  expect(addressOf(page)).toEqual({})
  await page.keyboard.type('25')
  await expect.poll(() => addressOf(page), patience).toEqual({ from: '2025-11-22' })
  expect(await from.inputValue()).toBe('22/11/2025')
  await typeInto(page, 'Đến ngày', '22/11/2025')
  await expect.poll(() => rowsOf(page).count(), patience).toBe(3)
  expect(await count('from=2025-11-21T17:00:00Z&to=2025-11-22T17:00:00Z')).toBe(3)
  expect(await page.locator('.history-totals').textContent()).toContain('3 cảnh báo')

  await typeInto(page, 'Đến ngày', '31/02/2026')
  await page.keyboard.press('Tab')
  await page.getByText('Không có ngày này').waitFor()
  expect(await page.getByLabel('Đến ngày', { exact: true }).inputValue()).toBe('31/02/2026')
  expect(addressOf(page)).toEqual({ from: '2025-11-22', to: '2025-11-22' })
  await picture(page, 'history-no-day')
  expect(await readFaults(page)).toEqual([])

  await typeInto(page, 'Đến ngày', '1/12/25')
  await page.keyboard.press('Enter')
  await expect.poll(() => addressOf(page), patience).toEqual({ from: '2025-11-22', to: '2025-12-01' })
  expect(await page.getByText('Không có ngày này').count()).toBe(0)
  await typeInto(page, 'Đến ngày', '')
  await page.keyboard.press('Delete')
  await expect.poll(() => addressOf(page), patience).toEqual({ from: '2025-11-22' })
  expect(faults).toEqual([])
  await context.close()
})

test('the other filters of the history stand in the address, count as the API does, and go into the file', {
  timeout: 60_000,
}, async () => {
  const { page, faults, count, context } = await openHistory()
  const choose = (label: string, option: string) => page.getByLabel(label, { exact: true }).selectOption(option)
  const shown = async (address: Record<string, string>, rows: number) => {
    await expect.poll(() => addressOf(page), patience).toEqual(address)
    await expect.poll(() => rowsOf(page).count(), patience).toBe(rows)
    expect(await count(new URLSearchParams(address).toString())).toBe(rows)
    expect(await page.locator('.history-totals').textContent()).toContain(`${rows} cảnh báo`)
  }
  await choose('Mức', 'crit')
  await shown({ severity: 'crit' }, 3)
  await choose('Tình trạng', 'dismissed')
  await shown({ severity: 'crit', outcome: 'dismissed' }, 1)
  await choose('Tình trạng', '')
  await choose('Mức', '')
  await choose('Xã, phường', '19789')
  await shown({ area: '19789' }, 2)

  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: 'CSV' }).click()
  const file = await readFile(await (await coming).path(), 'utf8')
  const names = file.match(/Trạm (do|cam) \d/g) ?? []
  expect(new Set(names)).toEqual(new Set(['Trạm cam 1', 'Trạm cam 2']))
  await page.getByRole('button', { name: 'Bỏ lọc' }).click()
  await shown({}, 5)
  expect(faults).toEqual([])
  await context.close()
})
