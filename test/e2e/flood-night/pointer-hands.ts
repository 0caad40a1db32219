import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import { beginning, type Hands, type Place, patience } from './hands.ts'

const links: Record<Place, string> = {
  tasks: 'Việc',
  indicators: 'Chỉ số',
  reports: 'Báo cáo',
}

/** Hands that point: `hit` is a click of the mouse or a touch. */
export function pointerHands(page: Page, hit: (target: Locator) => Promise<void>): Hands {
  const inbox = page.getByRole('region', { name: 'Hộp cảnh báo' })
  const panel = page.getByRole('complementary')
  const dialog = page.getByRole('dialog')
  const main = page.getByRole('main')
  const button = (within: Page | Locator, name: string | RegExp) =>
    within.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name })
  const lineOf = (title: string) =>
    inbox.locator('.alert-line').filter({ has: page.getByRole('button', { name: beginning(title) }) })

  /** On a phone what was chosen covers the page. */
  async function uncover(): Promise<void> {
    const close = panel.getByRole('button', { name: 'Đóng', exact: true })
    if ((page.viewportSize()?.width ?? 0) <= 700 && (await close.isVisible())) await hit(close)
  }
  async function write(field: Locator, text: string): Promise<void> {
    await hit(field)
    await page.keyboard.insertText(text)
  }
  async function pick(field: Locator, typed: string, name: string): Promise<void> {
    await hit(field)
    // What was chosen before is marked, and replaced by what is typed.
    const isMarked = (input: HTMLInputElement) =>
      (input.selectionEnd ?? 0) - (input.selectionStart ?? 0) === input.value.length
    await expect.poll(() => field.evaluate(isMarked), patience).toBe(true)
    await page.keyboard.insertText(typed)
    await hit(page.getByRole('option', { name }))
  }
  /** What is done less often stands behind one button. */
  async function more(act: string): Promise<void> {
    await hit(button(panel, 'Khác'))
    await hit(panel.getByRole('menuitem', { name: act, exact: true }))
  }
  /** Writes into the dialog that is open and sends it off. */
  async function answer(label: string, text: string, submit: string | RegExp): Promise<void> {
    await write(dialog.getByLabel(label, { exact: true }), text)
    await hit(button(dialog, submit))
    await dialog.waitFor({ state: 'detached' })
  }

  async function goTo(place: Place): Promise<void> {
    await uncover()
    const menu = page.getByRole('navigation')
    const link = menu.getByRole('link', { name: links[place] })
    if (!(await link.isVisible())) await hit(button(menu, 'Khác'))
    await hit(link)
  }

  return {
    async signIn(login, password) {
      await page.goto('/')
      await write(page.getByLabel('Tên đăng nhập'), login)
      await write(page.getByLabel('Mật khẩu'), password)
      await hit(button(page, 'Đăng nhập'))
    },
    async choose(title) {
      await uncover()
      // The first: among its parts, when they are shown, it stands again.
      await hit(
        lineOf(title)
          .getByRole('button', { name: beginning(title) })
          .first(),
      )
      await panel.getByRole('button', { name: 'Đóng', exact: true }).waitFor()
    },
    async showParts(title) {
      await uncover()
      await hit(button(lineOf(title), /^và \d+ /))
    },
    showReadings: () => hit(panel.getByText(/^Số đo (quanh|cuối)/)),
    async takeWhole(title) {
      await uncover()
      await hit(button(lineOf(title), /^Nhận/))
    },
    async takeWith(comment) {
      await more('Nhận, ghi chú…')
      // The levels below it come along.
      await answer('Ghi chú', comment, /^Nhận cả \d+$/)
    },
    async shelve(reason) {
      await more('Gác…')
      await answer('Lý do gác', reason, 'Gác')
    },
    async openIncident() {
      await hit(button(panel, 'Mở sự cố'))
      await hit(button(dialog, 'Mở sự cố'))
    },
    async note(text) {
      await write(page.getByLabel('Ghi diễn biến'), text)
      await hit(button(page, 'Ghi'))
    },
    async assign({ typed, agency, title }) {
      await hit(button(main, 'Giao việc'))
      await pick(dialog.getByRole('combobox').first(), typed, agency)
      await answer('Việc phải làm', title, 'Giao việc')
    },
    async closeIncident(result) {
      await hit(button(main, 'Chọn bước khác hoặc đóng sự cố'))
      await hit(page.getByRole('menuitem', { name: 'Đóng sự cố…' }))
      await answer('Kết quả xử lý', result, 'Đóng sự cố')
    },
    async openTask(title) {
      await goTo('tasks')
      await hit(main.getByRole('link', { name: beginning(title) }))
    },
    accept: () => hit(button(main, 'Nhận việc')),
    async show(evidence) {
      // By the element: the hidden field behind each is named like it.
      const camera = main.locator('button', { hasText: 'Chụp ảnh' })
      const any = main.locator('button', { hasText: 'Thêm minh chứng' })
      const isPhoto = evidence.mimeType.startsWith('image/') && (await camera.isVisible())
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), hit(isPhoto ? camera : any)])
      await chooser.setFiles(evidence)
    },
    async finish(result) {
      await hit(button(main, 'Báo xong'))
      await answer('Kết quả', result, 'Báo xong')
    },
    async pickIndicator(name) {
      await goTo('indicators')
      await hit(button(main, name))
    },
    openFigure: (name) => hit(button(main, name)),
    async makeReport(typed, agency) {
      await goTo('reports')
      await hit(button(main, 'Lập báo cáo'))
      await pick(dialog.getByRole('combobox').first(), typed, agency)
      await hit(button(dialog, 'Lập báo cáo'))
    },
    openReportFigure: (figure) => hit(button(main, new RegExp(figure)).first()),
    openRow: (title) => hit(panel.getByRole('link', { name: beginning(title) })),
  }
}
