import type { RunningCentre } from '../running-centre.ts'
import { type AgencyId, ask, type Person } from './ask.ts'

const tasks = [
  [
    'Rà soát, sơ tán các hộ dân vùng thấp trũng ven sông Bồ, sông Hương và báo cáo số hộ, số người đã đến nơi an toàn',
    'H57.917',
    1,
  ],
  ['Đóng đường ngập trên Quốc lộ 1, đoạn qua phường Hương Trà; đặt rào chắn và biển báo', 'H57.905', 1],
  ['Kiểm tra trạm biến áp Tứ Hạ, báo thời gian đóng điện lại', 'H57.924', 2],
] as const

async function attach(admin: Person, path: string, name: string): Promise<void> {
  const form = new FormData()
  form.append('file', new Blob([`nội dung của ${name}`]), name)
  await ask(admin, 'POST', path, form)
}

/** An incident that is responded to, with three tasks: one shown and done, one taken, one new. @returns it and its first task */
export async function fillIncident(
  admin: Person,
  id: AgencyId,
  alert: string,
): Promise<{ incident: string; task: string }> {
  const { id: incident } = await ask(admin, 'POST', '/api/incidents', { alertId: alert })
  const stages = ['detected', 'verified', 'activated', 'responding']
  for (const [index, to] of stages.slice(1).entries())
    await ask(admin, 'POST', `/api/incidents/${incident}/stage`, { from: stages[index], to })
  const made: string[] = []
  for (const [title, agency, workingDays] of tasks) {
    const instructions = 'Báo cáo trước 17:00; gọi trực ban nếu cần thêm lực lượng.'
    const body = { title, instructions, agencyId: id(agency), term: { amount: workingDays, unit: 'working_day' } }
    made.push((await ask(admin, 'POST', `/api/incidents/${incident}/tasks`, body)).id)
  }
  const [first, second] = made
  await ask(admin, 'POST', `/api/tasks/${first}/accept`)
  await ask(admin, 'POST', `/api/tasks/${second}/accept`)
  await attach(admin, `/api/tasks/${second}/evidence`, 'Biên bản đặt rào chắn Quốc lộ 1 đoạn qua phường Hương Trà.pdf')
  await ask(admin, 'POST', `/api/tasks/${second}/complete`, { result: 'Đã đặt 4 rào chắn, 6 biển báo, có người trực.' })
  await attach(admin, `/api/tasks/${first}/evidence`, 'Ảnh điểm sơ tán trường THCS Phú Mỹ.jpg')
  await tellFigures(admin, incident)
  await sendBulletin(admin, incident)
  return { incident, task: first ?? '' }
}

const figures = [
  ['communes_flooded', 9, null],
  ['households_to_move', 412, null],
  ['people_safe', 1_386, 1_507],
  ['households_without_power', 3_240, null],
  ['roads_cut', 7, null],
] as const

async function tellFigures(admin: Person, incident: string): Promise<void> {
  for (const [kind, value, whole] of figures) {
    const told = { kind, value, whole, at: new Date().toISOString(), source: 'Báo cáo nhanh số 03 của các phường' }
    await ask(admin, 'POST', `/api/incidents/${incident}/figures`, told)
  }
}

const bulletin = {
  title: 'Lũ trên sông Bồ vượt báo động 3, sơ tán vùng thấp trũng trước 18:00',
  text: 'Mực nước sông Bồ tại Phú Ốc lên nhanh. Các phường Hương Trà, Kim Long, Hoá Châu sơ tán các hộ ven sông, báo cáo trước 18:00.',
}

/** One that was sent at once to everybody; by telephone where no address is known. */
async function sendBulletin(admin: Person, incident: string): Promise<void> {
  await ask(admin, 'POST', '/api/bulletins/setting', { secondPerson: false })
  const made = await ask(admin, 'POST', `/api/incidents/${incident}/bulletins`, { ...bulletin, audience: 'all' })
  const reach = await ask(admin, 'GET', `/api/incidents/${incident}/bulletins/reach?audience=all`)
  const { agencies, addresses } = reach
  await ask(admin, 'POST', `/api/bulletins/${made.id}/send`, { version: made.version, agencies, addresses })
  const note = 'Báo qua trực ban, người nghe đã nhắc lại nội dung'
  for (const { agency } of reach.without.slice(0, 3))
    await ask(admin, 'POST', `/api/bulletins/${made.id}/phoned`, { agencyId: agency.id, note })
  await ask(admin, 'POST', '/api/bulletins/setting', { secondPerson: true })
}

/** An incident whose command is offered to somebody, and whose bulletin waits for a second person. */
export async function handOver(admin: Person, alert: string): Promise<string> {
  const { id } = await ask(admin, 'POST', '/api/incidents', { alertId: alert })
  const { items } = await ask(admin, 'GET', `/api/incidents/${id}/successors`)
  const note = 'Hết ca lúc 19:00. Trạm trưởng đã được gọi lúc 14:05, đang trên đường; còn một việc chưa ai nhận.'
  await ask(admin, 'POST', `/api/incidents/${id}/handovers`, { to: items[0].account.id, note })
  const made = await ask(admin, 'POST', `/api/incidents/${id}/bulletins`, { ...bulletin, audience: 'touched' })
  await ask(admin, 'POST', `/api/bulletins/${made.id}/ask`, { version: made.version })
  return id
}

/** An alert as one is now, in an incident that is over: what was done then is found from the one of today. */
export async function likeBefore(centre: RunningCentre, alert: string, incident: string): Promise<void> {
  await centre.look(
    `insert into platform.alert select (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'incident_id', $2::text,
      'condition', 'resolved', 'resolved_at', now(), 'handling', 'done', 'done_at', now()))).* from platform.alert a where id = $1`,
    [alert, incident],
  )
}
