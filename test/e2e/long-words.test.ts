import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const look = (text: string, values: readonly unknown[] = []) => made.centre.look(text, values)
/** An address as it is pasted, without a gap to break it at. */
const address = `https://example.vn/${'nguonnuoctranquadap'.repeat(20)}`.slice(0, 300)

/** What stands beyond the right edge of what it stands in, or of the window: nobody could read or press it. */
const cutOff = (page: Page, within: string) =>
  page.evaluate((selector) => {
    const box = document.querySelector(selector)
    if (!box) return [`${selector} is not there`]
    const edge = Math.min(box.getBoundingClientRect().right, innerWidth) + 1
    return [...box.querySelectorAll('h1, h2, p, a, li, button, dd, td, input, textarea')]
      .filter((each) => each.getBoundingClientRect().width > 1 && each.getBoundingClientRect().right > edge)
      .map(
        (each) =>
          `${each.closest('[class]')?.className} > ${each.tagName}.${each.className} ${each.textContent?.slice(0, 30)}`,
      )
  }, within)

test.for([
  ['1366', { width: 1366, height: 768 }, 'light', false],
  ['390', { width: 390, height: 844 }, 'dark', true],
] as const)(
  'an address of 300 characters moves nothing out of sight: %s',
  { timeout: 120_000 },
  async ([name, size, scheme, touch]) => {
    const prefix = `dai-${name}`
    await insertStorm({ query: look }, { agencyCode: 'H57.907', prefix, count: 1, severity: 'crit', areas: ['19774'] })
    await look('update platform.asset set name = $1 where code = $2', [`Trạm ${address}`, `${prefix}-1`])
    const { page, faults, context } = await openWindow(made.browser, made.centre.address, size, scheme, false, touch)
    const post = async (path: string, data: object) => {
      const answer = await page.request.post(path, { data })
      expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true)
      return answer.json()
    }
    await post('/api/session', { login: 'admin', password: adminPassword })
    const { items } = await (await page.request.get(`/api/alerts?asset=${prefix}-1`)).json()
    const incident = await post('/api/incidents', { alertId: items[0].id })
    await look('update platform.incident set title = $1 where id = $2', [address, incident.id])
    await post(`/api/incidents/${incident.id}/notes`, { text: address })
    const [{ id: agencyId }] = (await look(`select id from platform.agency where code = 'H57.907'`)) as [{ id: number }]
    const wanted = { title: address, instructions: address, agencyId, term: { amount: 3, unit: 'working_day' } }
    const task = await post(`/api/incidents/${incident.id}/tasks`, wanted)

    await page.goto(`/su-co/${incident.id}`)
    await page.getByRole('listitem').getByText(address).first().waitFor()
    expect(await cutOff(page, '#main')).toEqual([])
    expect(await readFaults(page)).toEqual([])
    await picture(page, `long-incident-${name}`)

    await page.getByRole('button', { name: 'Chọn bước khác hoặc đóng sự cố' }).click()
    await page.getByRole('menuitem', { name: 'Đóng sự cố…' }).click()
    await page.getByRole('dialog').getByRole('textbox').waitFor()
    expect(await cutOff(page, '[role="dialog"]')).toEqual([])
    await picture(page, `long-close-${name}`)

    for (const [path, seen] of [
      [`/viec/${task.id}`, 'task'],
      ['/viec', 'tasks'],
      ['/su-co', 'incidents'],
      [`/thiet-bi/${prefix}-1`, 'asset'],
    ] as const) {
      await page.goto(path)
      await page.getByText('nguonnuoctranquadap').first().waitFor()
      expect(await cutOff(page, '#main'), path).toEqual([])
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
        path,
      ).toBe(0)
      await picture(page, `long-${seen}-${name}`)
    }
    expect(faults).toEqual([])
    await context.close()
  },
)
