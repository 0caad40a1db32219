import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { insertStorm } from '../insert-storm.ts'
import { adminPassword } from '../running-centre.ts'
import { openWindow } from './browser.ts'
import { picture } from './picture.ts'
import { readFaults } from './read-faults.ts'
import { withCentre } from './with-centre.ts'

const made = withCentre()

/** A photo as a camera makes one: drawn and packed by the browser. */
async function makePhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(1_200, 900)
    const drawing = canvas.getContext('2d')
    if (!drawing) throw new Error('no canvas')
    const sky = drawing.createLinearGradient(0, 0, 0, 900)
    sky.addColorStop(0, '#5b6b78')
    sky.addColorStop(1, '#8a6f4d')
    drawing.fillStyle = sky
    drawing.fillRect(0, 0, 1_200, 900)
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer())
    return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''))
  })
  return Buffer.from(base64, 'base64')
}

const forms = [
  ['desktop', { width: 1366, height: 768 }, 'light'],
  ['phone', { width: 390, height: 844 }, 'dark'],
] as const

test.for(forms)(
  'a photo from the place is added to the incident, said, seen in place and saved as it was: %s',
  { timeout: 120_000 },
  async ([form, size, scheme]) => {
    const look = { query: (text: string, values: unknown[]) => made.centre.look(text, values) }
    await insertStorm(look, { agencyCode: 'H57.907', prefix: form, count: 1, severity: 'crit' })
    const { context, page, faults } = await openWindow(made.browser, made.centre.address, size, scheme)
    const session = await page.request.post('/api/session', { data: { login: 'admin', password: adminPassword } })
    expect(session.ok()).toBe(true)
    const { items } = await (await page.request.get(`/api/alerts?asset=${form}-1`)).json()
    const opened = await page.request.post('/api/incidents', { data: { alertId: items[0].id } })
    const incident = await opened.json()
    await page.goto(`/su-co/${incident.id}`)

    const evidence = page.getByRole('region', { name: 'Minh chứng' })
    await evidence.getByText('Chưa có minh chứng').waitFor()
    await evidence.scrollIntoViewIfNeeded()
    await picture(page, `${form}-incident-empty`)
    const photo = await makePhoto(page)
    const name =
      'ngập sâu trước cổng trạm bơm tiêu Hương Toàn, nhìn từ phía đường liên phường, 16-11-2025 21 giờ 40.jpg'
    const files = [
      { name, mimeType: 'image/jpeg', buffer: photo },
      { name: 'biên bản.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') },
      { name: 'rỗng.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ]
    await evidence.getByLabel('Thêm minh chứng').setInputFiles(files)
    await evidence.getByRole('link', { name: `Tải ${name}` }).waitFor()
    await evidence.getByRole('link', { name: 'Tải biên bản.pdf' }).waitFor()
    // One that is refused costs the others nothing, and is named.
    await evidence.getByRole('alert').getByText('rỗng.txt').waitFor()
    await page.getByRole('region', { name: 'Diễn biến' }).getByText(`Thêm minh chứng: ${name}`).waitFor()
    expect(await readFaults(page)).toEqual([])
    await picture(page, `${form}-incident-evidence`)

    const download = page.waitForEvent('download')
    await evidence.getByRole('link', { name: `Tải ${name}` }).click()
    const stream = await (await download).createReadStream()
    expect(Buffer.concat(await stream.toArray()).equals(photo)).toBe(true)

    await evidence.getByRole('button', { name: `Xem ảnh ${name}` }).click()
    const dialog = page.getByRole('dialog')
    const image = dialog.getByRole('img', { name })
    await expect
      .poll(() => image.evaluate((drawn) => (drawn as HTMLImageElement).naturalWidth), { timeout: 20_000 })
      .toBe(1_200)
    await picture(page, `${form}-incident-photo`)
    expect(await readFaults(page)).toEqual([])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    expect(faults.filter((text) => !text.includes('400'))).toEqual([])
    await context.close()
  },
)
