import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { RunningCentre } from '../../running-centre.ts'
import { picture } from '../picture.ts'
import { readFaults } from '../read-faults.ts'
import { prepare } from './field.ts'
import { beginning, type Evidence, type Hands, patience } from './hands.ts'
import { people } from './people.ts'
import { openField } from './signals.ts'

export interface Worker<H extends Hands> {
  readonly page: Page
  readonly hands: H
  readonly faults: readonly string[]
}

const titles = {
  dead: 'Lộ 22 kV phường Hoá Châu: mất điện',
  flood: 'Trạm thuỷ văn Phú Ốc: mực nước 4,62 m, vượt báo động 3',
  shower: 'Trạm đo mưa xã Bình Điền: mưa lớn, 38 mm/h',
  repair: 'Kiểm tra lộ 22 kV Hoá Châu, đóng điện lại khi nước xuống dưới 3,9 m',
  shelter: 'Đưa máy phát tới nhà văn hoá Thế Lại, báo bà con bằng loa tay',
}
const everything = 'Tất cả đơn vị được xem'

/**
 * The night of the flood, from the first rain to the figure in the report, by the same acts whatever the hands.
 * @param told hears after each act what it was, and with whose hands
 */
export async function liveTheNight<H extends Hands>(
  form: string,
  centre: RunningCentre,
  open: () => Promise<Worker<H>>,
  told: (act: string, hands: H) => void = () => undefined,
): Promise<void> {
  await prepare(centre)
  const field = openField(centre)
  const officer = await open()
  const { page, hands } = officer
  const inbox = page.getByRole('region', { name: 'Hộp cảnh báo' })
  const panel = page.getByRole('complementary')
  const line = (title: string) =>
    inbox.locator('.alert-line').filter({ has: page.getByRole('button', { name: beginning(title) }) })
  let pictures = 0
  const look = async (at: Page, name: string) => {
    await picture(at, `night-${form}-${String(++pictures).padStart(2, '0')}-${name}`)
    expect(await readFaults(at), name).toEqual([])
  }

  await hands.signIn(people.officer.login, people.officer.password)
  await inbox.waitFor()
  await field.rain()
  await line('Trạm đo mưa phường Hương Trà: mưa rất lớn, 56,5 mm/h').waitFor()
  await field.rise()
  await line(titles.flood).waitFor()
  await field.cutPower()
  await line(titles.dead).getByText('và 7 thiết bị phụ thuộc').waitFor()
  // One line for the whole cut: what hangs on it stands nowhere else.
  await expect.poll(() => inbox.getByText(/Trạm biến áp Hoá Châu|phường Hoá Châu: pin/).count(), patience).toBe(0)
  await look(page, 'inbox')

  await hands.choose(titles.flood)
  told('next', hands)
  await panel.getByText(/^Số đo (quanh|cuối)/).waitFor()
  await hands.showReadings()
  told('the messages behind it', hands)
  await panel.getByRole('row', { name: /4,62/ }).filter({ hasText: 'tram-do' }).waitFor()
  await look(page, 'flood-chosen')
  await hands.takeWith('Đã báo phường Hương Trà, theo dõi 15 phút một lần')
  told('take with a comment', hands)
  await panel.getByText('Đã báo phường Hương Trà, theo dõi 15 phút một lần').waitFor()
  await look(page, 'flood-taken')
  await hands.choose(titles.shower)
  await hands.shelve('Thượng nguồn đã ngớt mưa, đài báo tạnh trước 4 giờ')
  told('shelve', hands)
  await line(titles.shower).waitFor({ state: 'detached' })

  await hands.choose(titles.dead)
  await hands.showParts(titles.dead)
  told('show parts', hands)
  await inbox.getByRole('list', { name: 'Cảnh báo trong nhóm' }).getByRole('listitem').nth(7).waitFor()
  await look(page, 'parts')
  await hands.takeWhole(titles.dead)
  told('take', hands)
  await page.getByText('Đã nhận 8 cảnh báo').waitFor()
  await look(page, 'cut-taken')
  await hands.choose(titles.dead)
  await hands.openIncident()
  told('open an incident', hands)
  await page.waitForURL('**/su-co/**')

  await page.getByRole('heading', { level: 1, name: titles.dead }).waitFor()
  await expect.poll(() => page.getByRole('link', { name: /phường Hoá Châu: pin/ }).count(), patience).toBe(5)
  await hands.note('Nước ngập chân trạm, điện lực đã cắt lộ để an toàn')
  told('note', hands)
  await page.getByText('Nước ngập chân trạm').waitFor()
  const tasks = [
    { typed: 'dien luc', agency: 'Công ty Điện lực Huế', title: titles.repair },
    { typed: 'phuong hoa chau', agency: 'Ủy ban nhân dân phường Hoá Châu', title: titles.shelter },
  ]
  for (const task of tasks) {
    await hands.assign(task)
    told('assign', hands)
    await page.getByRole('link', { name: beginning(task.title) }).waitFor()
  }
  await look(page, 'incident')

  const photo: Evidence = {
    name: 'máy phát nhà văn hoá Thế Lại.jpg',
    mimeType: 'image/jpeg',
    // Whatever it shows: the real bytes of a picture.
    buffer: await page.screenshot({ type: 'jpeg', quality: 60 }),
  }
  const record: Evidence = {
    name: 'biên bản đóng điện.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('04:10 nước xuống 3,85 m; 04:25 đóng điện lộ 22 kV Hoá Châu, hai trạm có điện.'),
  }
  await work('electrician', titles.repair, record, 'Đóng điện lúc 04:25, hai trạm biến áp có điện')
  await work('ward', titles.shelter, photo, 'Máy phát chạy từ 02:40, 31 hộ có đèn')

  async function work(who: 'electrician' | 'ward', title: string, evidence: Evidence, result: string): Promise<void> {
    const worker = await open()
    await worker.hands.signIn(people[who].login, people[who].password)
    await worker.page.getByRole('navigation').first().waitFor()
    await worker.hands.openTask(title)
    told('open a task', worker.hands)
    await worker.page.getByRole('heading', { level: 1, name: beginning(title) }).waitFor()
    await worker.hands.accept()
    told('accept', worker.hands)
    await worker.page.getByText('Cần ít nhất một minh chứng').waitFor()
    await worker.hands.show(evidence)
    told('add evidence', worker.hands)
    await worker.page.getByRole('link', { name: `Tải ${evidence.name}` }).waitFor()
    await look(worker.page, `${who}-evidence`)
    await worker.hands.finish(result)
    told('finish a task', worker.hands)
    await worker.page.getByText('Xong đúng hạn').first().waitFor()
    await look(worker.page, `${who}-done`)
    expect(worker.faults).toEqual([])
    await worker.page.context().close()
  }

  // Both without reloading: what the others did, and that the field is well again.
  await page.getByText('2 xong / 2').waitFor()
  await field.bringPowerBack()
  await expect
    .poll(
      () =>
        page
          .locator('.incident-side')
          .getByText(/đã dịu/)
          .count(),
      { timeout: 20_000 },
    )
    .toBe(8)
  await hands.closeIncident('Có điện lại từ 04:25, nước xuống, không ai bị nạn')
  told('close the incident', hands)
  await page
    .getByText(/^Đã đóng/)
    .first()
    .waitFor()
  await look(page, 'closed')

  await hands.pickIndicator('Việc được giao xong đúng hạn')
  told('find the indicator', hands)
  const figure = new RegExp(`^2 Đúng hạn, ${everything}`)
  await page.getByRole('button', { name: figure }).waitFor()
  await hands.openFigure(figure)
  told('open a figure', hands)
  for (const { title } of tasks) await panel.getByRole('link', { name: beginning(title) }).waitFor()
  await panel.getByText('Cộng lại: 2 dòng').waitFor()
  await look(page, 'indicator')

  await hands.makeReport('dien luc', 'Công ty Điện lực Huế')
  told('make a report', hands)
  await page.waitForURL('**/bao-cao/**')
  await page.getByText(/đã làm xong đúng hạn/).waitFor()
  await look(page, 'report')
  await hands.openReportFigure('3/3')
  told('open a figure of the report', hands)
  await panel.getByText('Cộng lại: 3 dòng').waitFor()
  await look(page, 'report-rows')
  await hands.openRow(titles.dead)
  told('open a row', hands)
  await panel.getByText(/^Số đo (quanh|cuối)/).waitFor()
  await hands.showReadings()
  await panel.getByRole('row').filter({ hasText: 'cong-dien-luc' }).first().waitFor()
  await look(page, 'source')
  expect(officer.faults).toEqual([])
}
