/** 50,000 records through upload, check, import and undo, as ratio to the seconds they may take. */
import { until } from '../test/centre.ts'
import { adminPassword, runCentre, signIn } from '../test/running-centre.ts'
import { atMost, type Result } from './support/result.ts'

const rows = 50_000
const withinMs = 600_000

/** Directives as a clerk has them in a sheet: an agency by name, a day, texts with diacritics. */
function makeFile(): string {
  const header = 'Nhiệm vụ;Nội dung chỉ đạo;Cơ quan chủ trì;Cơ quan phối hợp;Sản phẩm;Hạn hoàn thành'
  const agencies = ['Sở Công Thương', 'H57.907', 'Sở Nông nghiệp và Môi trường']
  const lines = Array.from({ length: rows }, (_, at) => {
    const day = `${String(1 + (at % 28)).padStart(2, '0')}/${String(1 + (at % 12)).padStart(2, '0')}/2027`
    return `Rà soát hồ sơ số ${at + 1} của phường;"Nội dung chỉ đạo thứ ${at}, gồm hai phần";${agencies[at % 3]};H57.909;Báo cáo;${day}`
  })
  return `${header}\n${lines.join('\n')}\n`
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const from = performance.now()
  const result = await work()
  const seconds = (performance.now() - from) / 1_000
  console.log(`     ${what}: ${seconds.toFixed(1)} s`)
  return { seconds, result }
}

type Person = Awaited<ReturnType<typeof signIn>>

async function done(person: Person, id: string, verb: 'check' | 'apply' | 'undo', state: string): Promise<void> {
  await person.ask('POST', `/api/imports/${id}/${verb}`, verb === 'apply' ? {} : undefined)
  const item = await until(
    `${verb} has ended`,
    async () => {
      const { body } = await person.ask('GET', `/api/imports/${id}`)
      return ['checking', 'applying', 'undoing'].includes(body.state) ? null : body
    },
    withinMs,
  )
  if (item.state !== state) throw new Error(`${verb}: ${item.state} ${JSON.stringify(item.note ?? item.counts)}`)
}

/** An officer who drafts directives, and the agency of theirs. */
async function makeOfficer(address: string) {
  const admin = await signIn(address, 'admin', adminPassword)
  const { body: agencies } = await admin.ask('GET', '/api/agencies')
  const agency = agencies.items.find(({ code }: { code: string }) => code === 'H57.901')
  const account = { login: 'nhap', name: 'Nhập', agencyId: agency.id, roles: ['duty_officer'], password: adminPassword }
  const made = await admin.ask('POST', '/api/accounts', { ...account, mustChangePassword: false })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  return { person: await signIn(address, 'nhap', adminPassword), agencyId: agency.id as number }
}

export async function bench(): Promise<Result[]> {
  const centre = await runCentre()
  try {
    const { person, agencyId } = await makeOfficer(centre.address)
    const form = new FormData()
    form.append('file', new Blob([makeFile()]), 'viec.csv')
    const address = `/api/imports?target=record.directives.directive&agency=${agencyId}`
    const uploaded = await timed('upload', () => person.ask('POST', address, form))
    const { id } = uploaded.result.body
    const check = await timed('check', () => done(person, id, 'check', 'checked'))
    const apply = await timed('import', () => done(person, id, 'apply', 'applied'))
    const undo = await timed('undo', () => done(person, id, 'undo', 'undone'))
    const whole = uploaded.seconds + check.seconds + apply.seconds
    return [
      atMost(`${rows} records: upload, check and import, seconds`, whole, 120, 1),
      atMost(`${rows} records: taken back, seconds`, undo.seconds, 60, 1),
    ]
  } finally {
    await centre.stop()
  }
}
