import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'

/** Debian's Chromium without a display and without a word to anyone but loopback. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })
}

/** A window of its own with its own cookies; `touch` makes it that of a phone. Faults of the page are gathered in `faults`. */
export async function openWindow(
  browser: Browser,
  address: string,
  size: { width: number; height: number } = { width: 1366, height: 768 },
  colorScheme: 'light' | 'dark' = 'light',
  kept = false,
  touch = false,
) {
  const context: BrowserContext = await browser.newContext({
    baseURL: address,
    viewport: size,
    locale: 'vi-VN',
    colorScheme,
    hasTouch: touch,
    isMobile: touch,
    // What it would answer goes past the routes that tests put in the way; the test of the phone lets it in.
    serviceWorkers: kept ? 'allow' : 'block',
  })
  const page: Page = await context.newPage()
  page.setDefaultTimeout(20_000)
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(error.message))
  page.on('console', (message) => {
    // Asking who is signed in before anybody is answers 401, and the browser writes that down.
    const isFirstQuestion = message.location().url.endsWith('/api/session') && message.text().includes('401')
    if (message.type() === 'error' && !isFirstQuestion) faults.push(message.text())
  })
  return { context, page, faults }
}

/** How many pixels of a picture of `page` have about this colour: what a person would see of it. */
export async function countPixels(
  page: Page,
  box: { x: number; y: number; width: number; height: number },
  hex: string,
): Promise<number> {
  const picture = (await page.screenshot({ clip: box })).toString('base64')
  return page.evaluate(
    async ({ data, colour }) => {
      const image = new Image()
      image.src = `data:image/png;base64,${data}`
      await image.decode()
      const canvas = new OffscreenCanvas(image.width, image.height)
      const drawing = canvas.getContext('2d')
      if (!drawing) throw new Error('no canvas')
      drawing.drawImage(image, 0, 0)
      const { data: bytes } = drawing.getImageData(0, 0, image.width, image.height)
      const wanted = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
      let count = 0
      for (let at = 0; at < bytes.length; at += 4) {
        if (wanted.every((value, channel) => Math.abs((bytes[at + channel] ?? 0) - value) < 12)) count++
      }
      return count
    },
    { data: picture, colour: hex },
  )
}

/** A desk, a large screen and a phone, by the name of their pictures. */
export const threeLooks = [
  ['1366-light', { width: 1366, height: 768 }, 'light'],
  ['1920-dark', { width: 1920, height: 1080 }, 'dark'],
  ['390-light', { width: 390, height: 844 }, 'light'],
] as const
