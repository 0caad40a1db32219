import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword, signIn } from '../running-centre.ts'
import { openWindow, threeLooks } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()
const password = 'mat khau cua nguoi truc 2026'
const agency = 'H57.907'
const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }

test.for(threeLooks)(
  'a command that waits stands on the first page of who is asked, and goes when it is answered: %s',
  {
    timeout: 120_000,
  },
  async ([name, size, scheme]) => {
    const admin = await signIn(made.centre.address, 'admin', adminPassword)
    const ask = async (path: string, body: object) => {
      const answer = await admin.ask('POST', path, body)
      expect(answer.status, `${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
      return answer.body
    }
    const { body: agencies } = await admin.ask('GET', '/api/agencies')
    const { id: agencyId } = agencies.items.find(({ code }: { code: string }) => code === agency)
    const login = `nhan-${name}`
    const account = { login, name: 'Đặng Thị Thu Hà', agencyId, roles: ['duty_officer'], password }
    await ask('/api/accounts', { ...account, mustChangePassword: false })
    await insertStorm(look, { agencyCode: agency, prefix: login, count: 1, severity: 'crit', areas: ['19774'] })
    const { body: alerts } = await admin.ask('GET', `/api/alerts?asset=${login}-1`)
    const title = 'Mưa lớn, ngập lụt hạ lưu sông Hương và sông Bồ, xã Chân Mây - Lăng Cô và phường Hoá Châu'
    const incident = await ask('/api/incidents', { alertId: alerts.items[0].id, title })

    const { page, faults, context } = await openWindow(made.browser, made.centre.address, size, scheme)
    const session = await page.request.post('/api/session', { data: { login, password } })
    const { account: me } = await session.json()
    await page.goto('/')
    await page.getByRole('region', { name: 'Tóm tắt' }).waitFor()
    const notice = page.getByRole('region', { name: 'Chờ bạn nhận bàn giao' })
    expect(await notice.count()).toBe(0)
    // Nobody touches the page: it hears.
    const { handover } = await ask(`/api/incidents/${incident.id}/handovers`, { to: me.id, note: 'Còn 2 việc' })
    const line = notice.getByRole('link', {
      name: new RegExp(`Quản trị.* bàn giao cho bạn chỉ huy sự cố ${incident.number}`),
    })
    await line.waitFor()
    await line.getByText(title).waitFor()
    expect(await readFaults(page)).toEqual([])
    await picture(page, `handover-notice-${name}`)
    await ask(`/api/incidents/${incident.id}/handovers/${handover.id}`, { answer: 'withdraw' })
    await notice.waitFor({ state: 'detached' })
    await ask(`/api/incidents/${incident.id}/handovers`, { to: me.id, note: 'Còn 2 việc' })
    await line.click()
    await page.waitForURL(`**/su-co/${incident.id}`)
    await page.getByRole('button', { name: 'Nhận', exact: true }).click()
    await page.getByText('Bạn chỉ huy sự cố từ bây giờ').waitFor()
    await page.goto('/')
    await page.getByRole('region', { name: 'Tóm tắt' }).waitFor()
    expect(await notice.count()).toBe(0)
    expect(faults).toEqual([])
    await context.close()
  },
)
