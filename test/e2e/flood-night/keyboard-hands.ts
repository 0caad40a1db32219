import type { FileChooser, Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { beginning, type Hands, type Place, patience } from './hands.ts'

const keys: Record<Place, string> = { tasks: 'v', indicators: 'c', reports: 'b' }

export interface Keyboard extends Hands {
  /** How many keys the last act took, texts not counted. */
  presses(): number
  /** What came from a pointer, which must be nothing. */
  readonly pointed: readonly string[]
}

/** Hands that never point: whatever is done goes by keys, and the page tells if anything came from a pointer. */
export async function keyboardHands(page: Page): Promise<Keyboard> {
  const pointed: string[] = []
  await page.exposeFunction('tellPointer', (what: string) => void pointed.push(what))
  await page.addInitScript(() => {
    const tell = (event: Event) =>
      (window as unknown as { tellPointer(what: string): void }).tellPointer(`${event.type} ${location.pathname}`)
    for (const type of ['pointerdown', 'pointermove', 'mousedown', 'mousemove', 'touchstart', 'wheel'])
      window.addEventListener(type, tell, { capture: true })
  })
  // Listened to from the beginning: a key is faster than the browser is told that a test answers.
  let onChooser: (chooser: FileChooser) => void = () => undefined
  page.on('filechooser', (chooser) => onChooser(chooser))
  let count = 0
  const dialog = page.getByRole('dialog')
  const main = page.getByRole('main')
  const lines = page.locator('.inbox .alert-title')
  const isFocused = (target: Locator) => target.evaluate((found) => found === document.activeElement)

  const readChosen = () =>
    lines.evaluateAll((all) => all.find((line) => line.getAttribute('aria-current') === 'true')?.textContent ?? '')

  async function press(key: string): Promise<void> {
    count += 1
    await page.keyboard.press(key)
  }
  const type = (text: string) => page.keyboard.type(text)
  /** Goes on with Tab until `target` has the focus. */
  async function tabTo(target: Locator, most: number): Promise<void> {
    await target.waitFor()
    for (let tabs = 0; !(await isFocused(target)); tabs++) {
      if (tabs === most) throw new Error(`more than ${most} tabs to ${target}`)
      await press('Tab')
    }
  }
  /** Goes down the rows with J to that of `target`, then along it. */
  async function walkTo(target: Locator): Promise<void> {
    await target.waitFor()
    const row = target.locator('xpath=ancestor::tr')
    for (let rows = 0; !(await row.evaluate((found) => found.contains(document.activeElement))); rows++) {
      if (rows === (await page.locator('tr').count())) throw new Error(`no way by J to ${target}`)
      await press('j')
    }
    await tabTo(target, 5)
  }
  async function answer(text: string): Promise<void> {
    await expect.poll(() => isFocused(dialog.getByRole('textbox').first()), patience).toBe(true)
    await type(text)
    await press('Control+Enter')
    await dialog.waitFor({ state: 'detached' })
  }
  async function pick(typed: string, name: string): Promise<void> {
    await expect.poll(() => isFocused(dialog.getByRole('combobox').first()), patience).toBe(true)
    // Into a list that is not open yet, and without a look at what it finds.
    await type(typed)
    await press('Enter')
    await expect.poll(() => dialog.getByRole('combobox').first().inputValue(), patience).toBe(name)
  }
  const goTo = async (place: Place) => {
    await press('g')
    await press(keys[place])
  }
  /** Each act counts its own keys. */
  const counted =
    <A extends readonly unknown[]>(act: (...args: A) => Promise<void>) =>
    (...args: A) => {
      count = 0
      return act(...args)
    }

  return {
    pointed,
    presses: () => count,
    signIn: counted(async (login, password) => {
      await page.goto('/')
      await expect.poll(() => isFocused(page.getByLabel('Tên đăng nhập')), patience).toBe(true)
      await type(login)
      await press('Tab')
      await type(password)
      await press('Enter')
    }),
    choose: counted(async (title) => {
      await lines.filter({ hasText: beginning(title) }).waitFor()
      for (;;) {
        const titles = await lines.allTextContents()
        const chosen = await readChosen()
        const [at, to] = [titles.indexOf(chosen), titles.findIndex((text) => beginning(title).test(text))]
        if (at === to) return
        await press(to > at ? 'j' : 'k')
        // By its words: what was taken gives up its place only now.
        await expect.poll(readChosen, patience).not.toBe(chosen)
        await expect
          .poll(() => page.evaluate(() => document.activeElement?.textContent), patience)
          .toBe(await readChosen())
      }
    }),
    showParts: counted(() => press('o')),
    showReadings: counted(() => press('e')),
    takeWhole: counted(() => press('a')),
    takeWith: counted(async (comment) => {
      await press('c')
      await answer(comment)
    }),
    shelve: counted(async (reason) => {
      await press('s')
      await answer(reason)
    }),
    openIncident: counted(async () => {
      await press('i')
      await expect.poll(() => isFocused(dialog.getByRole('textbox').first()), patience).toBe(true)
      await press('Enter')
    }),
    note: counted(async (text) => {
      await press('n')
      await type(text)
      await press('Control+Enter')
      await expect.poll(() => page.locator('.composer textarea').inputValue(), patience).toBe('')
      await press('Escape')
    }),
    assign: counted(async ({ typed, agency, title }) => {
      await press('t')
      await pick(typed, agency)
      await press('Tab')
      await type(title)
      await press('Control+Enter')
      await dialog.waitFor({ state: 'detached' })
    }),
    closeIncident: counted(async (result) => {
      await press('x')
      await answer(result)
    }),
    openTask: counted(async (title) => {
      await goTo('tasks')
      await walkTo(main.getByRole('link', { name: beginning(title) }))
      await press('Enter')
    }),
    accept: counted(() => press('a')),
    show: counted(async (evidence) => {
      const chooser = new Promise<FileChooser>((resolve) => {
        onChooser = resolve
      })
      await press('f')
      await (await chooser).setFiles(evidence)
    }),
    finish: counted(async (result) => {
      await press('x')
      await answer(result)
    }),
    pickIndicator: counted(async (name) => {
      await goTo('indicators')
      await tabTo(main.getByRole('button', { name, exact: true }), 12)
      await press('Enter')
    }),
    openFigure: counted(async (name) => {
      await walkTo(main.getByRole('button', { name }))
      await press('Enter')
    }),
    makeReport: counted(async (typed, agency) => {
      await goTo('reports')
      await main.getByRole('button', { name: 'Lập báo cáo' }).waitFor()
      await press('n')
      await pick(typed, agency)
      await press('Control+Enter')
    }),
    openReportFigure: counted(async (figure) => {
      await tabTo(main.getByRole('button', { name: new RegExp(figure) }).first(), 10)
      await press('Enter')
    }),
    openRow: counted(async (title) => {
      await walkTo(page.getByRole('complementary').getByRole('link', { name: beginning(title) }))
      await press('Enter')
    }),
  }
}
