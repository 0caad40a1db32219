import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openTestCentre, type Person, type TestCentre, until } from '../../../test/centre.ts'
import { settled, step, uploadRows } from '../../../test/import-files.ts'
import { lettersModule } from '../../../test/letters-module.ts'

// Each file is read in a thread of its own, which takes long where many tests share few processors.
vi.setConfig({ testTimeout: 120_000 })

let centre: TestCentre
let officer: Person
let colleague: Person
let stranger: Person
let agencyId: number
const target = 'record.directives.directive'
const address = '/api/directives/directives'
const header = 'Nhiệm vụ;Nội dung chỉ đạo;Cơ quan chủ trì;Cơ quan phối hợp;Sản phẩm;Hạn hoàn thành'

beforeAll(async () => {
  centre = await openTestCentre([lettersModule])
  officer = await centre.officer('nhap-tep', 'H57.901')
  colleague = await centre.officer('dong-nghiep', 'H57.901', ['handler'])
  stranger = await centre.officer('nguoi-la', 'H57.907')
  agencyId = await centre.agencyId('H57.901')
})
afterAll(() => centre.close())

const upload = async (text: string) => {
  const made = await uploadRows(centre, officer, target, agencyId, 'viec.csv', text)
  expect(made.status, JSON.stringify(made.body)).toBe(201)
  return made.body.id as string
}
const faultsOf = async (id: string) =>
  (await officer.get(`/api/imports/${id}/faults`)).body.items.map(
    ({ line, column, code }: { line: number; column: string; code: string }) => [line, column, code],
  )

const tables = [
  'directives.directive',
  'letters.letter',
  'letters.letter_personal',
  'platform.asset',
  'platform.series',
]
const ofRecords = ['record_history', 'record_clock', 'thing', 'link'].map((name) => `platform.${name}`)
/** Every row that an import could touch. */
async function everything(): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {}
  for (const table of [...tables, ...ofRecords]) {
    const { rows } = await centre.admin.query(`select to_jsonb(t) as row from ${table} t order by 1`)
    all[table] = rows
  }
  return all
}

test('a file becomes drafts with all that belongs to them, and taken back leaves no trace but the audit', async () => {
  const before = await everything()
  const id = await upload(`${header}
Rà soát nhà tạm;"Nhiều dòng,
có dấu phẩy";H57.907;Sở Công Thương;Báo cáo;05/12/2026
Sửa đường;;sở nông nghiệp và môi trường;;;1/1/2027
`)
  const checked = await step(officer, id, 'check')
  expect(checked).toMatchObject({ state: 'checked', counts: { new: 2, changed: 0, unchanged: 0, faulty: 0 } })
  expect(await everything()).toEqual(before)
  const applied = await step(officer, id, 'apply')
  expect(applied, JSON.stringify(applied.note)).toMatchObject({ state: 'applied', hasContent: false })
  const { body } = await officer.get(`${address}?text=nha tam`)
  expect(body.items).toHaveLength(1)
  expect(body.items[0]).toMatchObject({
    state: 'draft',
    values: { title: 'Rà soát nhà tạm', due_on: '2026-12-05', content: 'Nhiều dòng,\ncó dấu phẩy' },
    refs: { agencies: expect.arrayContaining([expect.objectContaining({ code: 'H57.907' })]) },
  })
  const history = await officer.get(`${address}/${body.items[0].id}/history`)
  expect(history.body.items).toMatchObject([{ kind: 'created', by: { name: 'Cán bộ nhap-tep' } }])
  expect(await step(officer, id, 'undo')).toMatchObject({ state: 'undone' })
  expect(await everything()).toEqual(before)
  const { rows } = await centre.admin.query(
    "select action, count(*)::int from platform.audit where action like 'import.%' or action = 'record.removed' group by 1 order by 1",
  )
  expect(rows.map(({ action }) => action)).toEqual([
    'import.applied',
    'import.undone',
    'import.uploaded',
    'record.removed',
  ])
  const { rows: held } = await centre.admin.query(
    "select has_table_privilege('nhip_service', 'directives.directive', 'delete') as may",
  )
  expect(held, 'the right to delete is gone again').toEqual([{ may: false }])
})

test('faulty rows are told by line and column, import nothing, and come back as a file to be mended', async () => {
  const before = await everything()
  const id = await upload(`${header}
Đúng;;H57.907;;;05/12/2026
;;H57.907;;;05/12/2026
Sai cơ quan;;Sở Không Có;;;31/02/2026
"Dài hai dòng
ở đây";;H57.907;Sở Công Thương; ;hôm nay
Thừa ô;;H57.907;;;05/12/2026;thêm
`)
  const checked = await step(officer, id, 'check')
  expect(checked.counts).toEqual({ new: 1, changed: 0, unchanged: 0, faulty: 4 })
  expect(await faultsOf(id)).toEqual([
    [3, 'Nhiệm vụ', 'missing'],
    [4, 'Cơ quan chủ trì', 'unknown_agency'],
    [4, 'Hạn hoàn thành', 'no_such_day'],
    [5, 'Hạn hoàn thành', 'not_a_date'],
    [7, null, 'too_many_cells'],
  ])
  expect(await officer.post(`/api/imports/${id}/apply`, {})).toMatchObject({
    status: 409,
    body: { code: 'import_has_faults' },
  })
  expect(await everything()).toEqual(before)

  const file = (await officer.get(`/api/imports/${id}/faulty.csv`)).bytes.toString('utf8')
  expect(file).toContain('Cơ quan chủ trì: Không có cơ quan «Sở Không Có».')
  const mended = file
    .replace('Sở Không Có', 'Sở Công Thương')
    .replace('31/02/2026', '28/02/2026')
    .replace('hôm nay', '21/11/2026')
    .replace('\r\n,,', '\r\nCó tên,,')
  const again = await upload(mended)
  const second = await step(officer, again, 'check')
  expect(second.counts, JSON.stringify(await faultsOf(again))).toEqual({ new: 4, changed: 0, unchanged: 0, faulty: 0 })

  const applied = await step(officer, id, 'apply', { goodOnly: true })
  expect(applied).toMatchObject({ state: 'applied', hasContent: true })
  expect((await officer.get(`${address}?text=Đúng`)).body.items).toHaveLength(1)
  expect(await step(officer, id, 'undo')).toMatchObject({ state: 'undone', hasContent: false })
  expect(await everything()).toEqual(before)
})

test('two who apply at once import it once', async () => {
  const id = await upload(`${header}\nMột lần;;;;;\n`)
  await step(officer, id, 'check')
  const other = await centre.signIn('nhap-tep', 'mat khau cua nhap-tep 2026')
  const answers = await Promise.all(
    [officer, other, officer, other].map((one) => one.post(`/api/imports/${id}/apply`, {})),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([202, 409, 409, 409])
  expect(await settled(officer, id)).toMatchObject({ state: 'applied' })
  expect((await officer.get(`${address}?text=Một lần`)).body.items).toHaveLength(1)
})

test('rows that changed between check and apply are told, and nothing is imported', async () => {
  const id = await upload(`${header}\nCho sở cũ;;Văn thư thử;;;\n`)
  expect((await step(officer, id, 'check')).counts.faulty).toBe(1)
  await centre.admin.query("insert into platform.agency (code, name, kind) values ('T1', 'Văn thư thử', 'x')")
  expect((await step(officer, id, 'check')).counts.new).toBe(1)
  await centre.admin.query("update platform.agency set closed_at = now() where code = 'T1'")
  const applied = await step(officer, id, 'apply')
  expect(applied).toMatchObject({
    state: 'checked',
    note: { code: 'differs', lines: [2], count: 1 },
    counts: { faulty: 1 },
  })
  expect((await officer.get(`${address}?text=Cho sở cũ`)).body.items).toHaveLength(0)
})

test('what was used since is not taken back: it is named', async () => {
  const id = await upload(`${header}\nSẽ giao;;H57.907;;;\nĐể yên;;;;;\n`)
  await step(officer, id, 'check')
  await step(officer, id, 'apply')
  const before = await everything()
  const { body } = await officer.get(`${address}?text=Sẽ giao`)
  const issued = await officer.post(`${address}/${body.items[0].id}/moves/issue`, { version: 1 })
  expect(issued.status).toBe(200)
  const undone = await step(officer, id, 'undo')
  expect(undone).toMatchObject({
    state: 'applied',
    note: { code: 'undo_refused', count: 1, against: [{ name: issued.body.number, reason: 'numbered' }] },
  })
  expect((await officer.get(`${address}?text=Để yên`)).body.items).toHaveLength(1)
  expect(before).not.toEqual(await everything())
})

test('an import whose transaction is cut off leaves nothing, says so, and can be done again', async () => {
  const lines = Array.from({ length: 3_000 }, (_, at) => `Bị cắt ${at};;;;;`).join('\n')
  const id = await upload(`${header}\n${lines}\n`)
  await step(officer, id, 'check')
  const before = await everything()
  expect((await officer.post(`/api/imports/${id}/apply`, {})).status).toBe(202)
  await until('it writes', async () => {
    const { rows } = await centre.admin.query(
      // An import is quiet, and nothing else is: the mark tells its connection from that of the rules.
      `select pg_terminate_backend(a.pid) from pg_stat_activity a join pg_locks mark on mark.pid = a.pid
       where datname = current_database() and backend_xid is not null and mark.locktype = 'advisory' and mark.classid = 7316415`,
    )
    return rows.length > 0
  })
  const failed = await settled(officer, id)
  expect(failed).toMatchObject({ state: 'checked', note: { code: 'failed' } })
  expect(await everything()).toEqual(before)
  // As after a server that was killed: a run that no process works on.
  await centre.admin.query(
    "update platform.data_import set state = 'applying', run_id = gen_random_uuid() where id = $1",
    [id],
  )
  expect((await officer.get(`/api/imports/${id}`)).body).toMatchObject({ state: 'interrupted', progress: null })
  expect(await step(officer, id, 'apply')).toMatchObject({ state: 'applied', counts: { new: 3_000 } })
  const { rows } = await centre.admin.query(
    `select count(*)::int as n, count(distinct h.id)::int as histories, count(distinct t.id)::int as things from directives.directive d
     join platform.record_history h on h.record_id = d.id join platform.thing t on t.id = d.id::text where d.title like 'Bị cắt %'`,
  )
  expect(rows).toEqual([{ n: 3_000, histories: 3_000, things: 3_000 }])
  expect(await step(officer, id, 'undo')).toMatchObject({ state: 'undone' })
  expect(await everything()).toEqual(before)
}, 120_000)

test('another agency sees nothing of it; a colleague without the right sees it and cannot go on', async () => {
  const id = await upload(`${header}\nCủa cơ quan;;;;;\n`)
  for (const path of [`/api/imports/${id}`, `/api/imports/${id}/faults`, `/api/imports/${id}/faulty.csv`]) {
    expect((await stranger.get(path)).status, path).toBe(404)
    expect((await colleague.get(path)).status, path).toBe(200)
  }
  for (const verb of ['check', 'apply', 'undo']) {
    expect((await stranger.post(`/api/imports/${id}/${verb}`, {})).status, verb).toBe(404)
    expect((await colleague.post(`/api/imports/${id}/${verb}`, {})).status, verb).toBe(403)
  }
  expect((await stranger.get('/api/imports')).body.items).toEqual([])
  expect((await uploadRows(centre, stranger, target, agencyId, 'a.csv', `${header}\nX;;;;;`)).status).toBe(400)
  expect((await uploadRows(centre, colleague, target, agencyId, 'a.csv', `${header}\nX;;;;;`)).status).toBe(403)
})

test('personal cells go where personal fields live, for who may read them, and nowhere else', async () => {
  const kind = 'record.letters.letter'
  const text =
    'Nội dung,Người gửi,Điện thoại,Kinh độ,Vĩ độ\nĐường hỏng,Bí Mật Thị Nga,0905123456,"107,5909","16,4637"\nThiếu,,x,107,\n'
  const made = await uploadRows(centre, officer, kind, agencyId, 'don.csv', text)
  expect(made.body.columns.map(({ field }: { field: string }) => field)).toEqual([
    'values.subject',
    'values.sender',
    'values.phone',
    'lon',
    'lat',
  ])
  const { id } = made.body
  await step(officer, id, 'check')
  expect(await faultsOf(id)).toEqual([
    [3, 'Người gửi', 'missing'],
    [3, 'Vĩ độ', 'half_a_position'],
  ])
  expect((await officer.get(`/api/imports/${id}`)).body.preview[0].cells).toContainEqual(
    expect.objectContaining({ text: { vi: 'Bí Mật Thị Nga', en: 'Bí Mật Thị Nga' } }),
  )
  const blind = await colleague.get(`/api/imports/${id}`)
  expect(blind).toMatchObject({ status: 200, body: { mayChange: false, preview: [] } })
  expect(blind.bytes.toString('utf8')).not.toMatch(/Bí Mật|0905/)
  expect((await colleague.get(`/api/imports/${id}/faulty.csv`)).status).toBe(403)
  expect((await colleague.get('/api/import-targets')).bytes.toString('utf8')).not.toContain('values.sender')
  await step(officer, id, 'apply', { goodOnly: true })
  const { rows } = await centre.admin.query(
    'select l.agency_id, l.area_code, p.sender, p.phone from letters.letter l join letters.letter_personal p on p.record_id = l.id',
  )
  expect(rows).toMatchObject([{ agency_id: agencyId, sender: 'Bí Mật Thị Nga', phone: '0905123456' }])
  expect(rows[0].area_code, 'the commune was found from the point').toMatch(/^\d{5}$/)
  for (const table of [
    'platform.audit',
    'platform.live_event',
    'platform.thing',
    'platform.record_history',
    'platform.data_import',
    'platform.data_import_row',
    'platform.data_import_fault',
  ]) {
    const found = await centre.admin.query(
      `select to_jsonb(t)::text as row from ${table} t where to_jsonb(t)::text ~ 'Bí Mật|0905123456'`,
    )
    expect(found.rows, table).toEqual([])
  }
  expect(await step(officer, id, 'undo')).toMatchObject({ state: 'undone' })
  expect((await centre.admin.query('select from letters.letter_personal')).rowCount).toBe(0)
})

test('a place that the record’s own checks refuse is told in words of both languages', async () => {
  const rows =
    'Nội dung,Người gửi,Kinh độ,Vĩ độ\nĐường hỏng,A,"105,8500","21,0300"\nĐường hỏng,A,"107,5909","16,4637"\n'
  const made = await uploadRows(centre, officer, 'record.letters.letter', agencyId, 'ngoai.csv', rows)
  await step(officer, made.body.id, 'check')
  const { body } = await officer.get(`/api/imports/${made.body.id}/faults`)
  expect(body.items).toMatchObject([
    {
      line: 2,
      column: 'Kinh độ',
      code: 'outside_province',
      message: {
        vi: expect.stringContaining('vĩ độ 21.03, kinh độ 105.85 nằm ngoài tỉnh'),
        en: expect.stringContaining('latitude 21.03, longitude 105.85 lies outside'),
      },
    },
  ])
})

test('a workbook: one sheet is chosen, columns are guessed anew, and every mapping can be changed', async () => {
  const content = new Uint8Array(readFileSync(join(import.meta.dirname, '../../../test/fixtures/imports/tram.xlsx')))
  const { body } = await uploadRows(centre, officer, target, agencyId, 'tram.xlsx', content)
  expect(body).toMatchObject({ sheet: 'Hướng dẫn', sheets: ['Hướng dẫn', 'Danh sách'], missing: ['values.title'] })
  const chosen = await officer.patch(`/api/imports/${body.id}`, { sheet: 'Danh sách' })
  expect(chosen.body).toMatchObject({ sheet: 'Danh sách', rows: 3 })
  const mapping = [null, 'values.title', 'values.lead', null, null, null, 'values.due_on', null]
  expect(
    (await officer.patch(`/api/imports/${body.id}`, { mapping: mapping.toSpliced(0, 1, 'values.title') })).status,
  ).toBe(400)
  expect((await officer.patch(`/api/imports/${body.id}`, { mapping })).body.missing).toEqual([])
  const checked = await step(officer, body.id, 'check')
  expect(checked.counts).toEqual({ new: 2, changed: 0, unchanged: 0, faulty: 1 })
  expect(await faultsOf(body.id)).toEqual([[7, 'Ngày lắp', 'not_a_date']])
})

test('a template has every field, is read back as empty, and is refused to who may not create', async () => {
  for (const format of ['csv', 'xlsx']) {
    const path = `/api/import-targets/${target}/template.${format}`
    const { bytes } = await officer.get(path)
    const answer = await uploadRows(centre, officer, target, agencyId, `mau.${format}`, new Uint8Array(bytes))
    expect(answer, format).toMatchObject({
      status: 400,
      body: { code: 'file_unreadable', errors: [{ path: 'no_rows' }] },
    })
    expect((await colleague.get(path)).status).toBe(404)
  }
})

test('what bears the name of a workbook and is none is refused as damaged', async () => {
  expect(await uploadRows(centre, officer, target, agencyId, 'hong.xlsx', 'không phải bảng tính')).toMatchObject({
    status: 400,
    body: { code: 'file_unreadable', errors: [{ path: 'broken_workbook' }] },
  })
})

test('files are cleared after the days of the setting, once, and the audit says by the centre', async () => {
  const id = await upload(`${header}\nBỏ quên;;;;;\n`)
  await centre.admin.query("update platform.data_import set created_at = now() - interval '31 days' where id = $1", [
    id,
  ])
  const { clearOldImports } = await import('./import-store.ts')
  await centre.wall.service(clearOldImports)
  await centre.wall.service(clearOldImports)
  expect((await officer.get(`/api/imports/${id}`)).body).toMatchObject({ hasContent: false })
  const { rows } = await centre.admin.query('select from platform.data_import_content where import_id = $1', [id])
  expect(rows).toEqual([])
  const { rows: audit } = await centre.admin.query(
    "select actor_id, agency_id, detail from platform.audit where action = 'import.cleared' and subject_id = $1",
    [id],
  )
  expect(audit).toEqual([{ actor_id: null, agency_id: agencyId, detail: { target, keptDays: 30 } }])
})
