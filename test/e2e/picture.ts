import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** Keeps what a page shows for a person to look at, in the folder that NHIP_PICTURES names; without one it does nothing. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.NHIP_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
