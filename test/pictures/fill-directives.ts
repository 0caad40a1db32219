import { type AgencyId, ask, type Person } from './ask.ts'

const work = [
  'Hoàn thành tháo gỡ cáp viễn thông treo sai quy định trên các tuyến đường trung tâm phường Thuận Hoá',
  'Báo cáo kết quả rà soát các hồ chứa thuỷ điện, thuỷ lợi trước mùa mưa lũ',
  'Xây dựng phương án cấp nước sạch dự phòng cho các xã, phường vùng đầm phá Tam Giang – Cầu Hai',
  'Kiểm tra, khắc phục hệ thống loa truyền thanh thông minh tại xã Chân Mây - Lăng Cô',
  'Thống kê thiệt hại do ngập lụt tại các trường học, đề xuất kinh phí sửa chữa',
  'Nạo vét cống, mương thoát nước khu vực An Cựu, Xuân Phú',
  'Trình ban hành Quy chế phối hợp vận hành Trung tâm điều hành',
] as const

const leads = ['H57.905', 'H57.907', 'H57.909', 'H57.910', 'H57.911', 'H57.917', 'H57.924'] as const
const paths = [[], ['issue'], ['issue', 'accept'], ['issue', 'accept', 'start'], ['issue', 'accept', 'start', 'submit']]
const day = (fromNow: number) => new Date(Date.now() + fromNow * 86_400_000).toISOString().slice(0, 10)
const address = '/api/directives/directives'

async function attach(admin: Person, id: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob(['nội dung']), '1482-BC-SXD.pdf')
  await ask(admin, 'POST', `${address}/${id}/files`, form)
}

/** One directive, walked as far as its place in the list says. @returns its id */
async function fillOne(admin: Person, id: AgencyId, at: number): Promise<string> {
  const values = {
    title: `${work[at % work.length]}${at < work.length ? '' : `, đợt ${Math.floor(at / work.length) + 1}`}`,
    lead: id(leads[at % leads.length] ?? 'H57.905'),
    co_agencies: at % 3 === 0 ? [id('H57.917'), id('H57.906')] : [],
    product: at % 2 === 0 ? 'Báo cáo kết quả rà soát' : 'Quyết định ban hành, kèm phụ lục số liệu',
    due_on: day(at % 5 === 0 ? 1 : 20 + at),
    ...(at % 5 === 4 ? { result: 'Đã hoàn thành, kèm báo cáo.' } : {}),
  }
  let record = await ask(admin, 'POST', address, { agencyId: id('H57.901'), values })
  for (const move of paths[at % paths.length] ?? []) {
    if (move === 'submit') {
      await attach(admin, record.id)
      record = await ask(admin, 'GET', `${address}/${record.id}?personal=false`)
    }
    record = await ask(admin, 'POST', `${address}/${record.id}/moves/${move}`, { version: record.version })
  }
  return record.id
}

/** Forty directives in every state, one notice, and an import with rows that do not fit. */
export async function fillDirectives(admin: Person, id: AgencyId): Promise<{ record: string; faultyImport: string }> {
  const made: string[] = []
  for (let at = 0; at < 40; at++) made.push(await fillOne(admin, id, at))
  const notice = { title: 'Kết luận của Chủ tịch UBND thành phố tại cuộc họp ứng phó mưa lũ ngày 17/11' }
  await ask(admin, 'POST', '/api/directives/notices', { agencyId: id('H57.901'), values: notice })
  const rows = [
    'Việc được giao;Đơn vị làm;Xong trước ngày',
    'Rà soát nhà tạm;H57.907;05/12/2026',
    'Sửa đường;Sở Không Có;31/02/2026',
    ';H57.905;1',
  ]
  const form = new FormData()
  form.append('file', new Blob([rows.join('\n')]), 'giao-viec-thang-11-cac-so-nganh.csv')
  const target = `/api/imports?target=record.directives.directive&agency=${id('H57.901')}`
  const { id: faultyImport } = await ask(admin, 'POST', target, form)
  return { record: made[4] ?? '', faultyImport }
}
