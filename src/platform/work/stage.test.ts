import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestCentre, type Person, type TestCentre } from '../../../test/centre.ts'
import { made, thisMonth, walkChain } from '../../../test/walk-chain.ts'

let centre: TestCentre
let officer: Person
let other: Person
const agency = 'H57.907'

beforeAll(async () => {
  centre = await openTestCentre()
})
afterAll(() => centre.close())

/** A new incident of one alert; its one task is done. */
async function open(asset: string) {
  const walk = await walkChain(centre, { agency, asset })
  officer = walk.person
  other = await centre.officer(`${asset}-ban`, agency)
  made(await officer.post(`/api/tasks/${walk.taskId}/complete`, { result: 'xong' }), 'done')
  const at = `/api/incidents/${walk.incidentId}`
  return {
    read: async () => made(await officer.get(at), 'incident'),
    move: (from: string, to: string, comment?: string, person = officer) =>
      person.post(`${at}/stage`, { from, to, ...(comment === undefined ? {} : { comment }) }),
    close: (body: object) => officer.post(`${at}/close`, { note: 'nước rút', ...body }),
    learn: (text: string, replaces: string | null, person = officer) =>
      person.post(`${at}/lessons`, { text, replaces }),
    /** As what the alert of the incident counts by now. */
    countedAs: async () => {
      const rows = `/api/indicators/alerts_handled_in_time/rows?period=${thisMonth()}`
      const { items } = made(await officer.get(rows), 'rows')
      const own = items.filter(({ alert }: { alert: { id: string } }) => alert.id === walk.alertId)
      return own.map(({ count }: { count: string }) => count)
    },
    audited: async () =>
      (
        await centre.admin.query(
          `select action, detail, actor_name from platform.audit where subject_id = $1 and action ~ 'stage|lessons|closed' order by id`,
          [walk.incidentId],
        )
      ).rows,
  }
}

test('an incident begins as detected; each move stands in the story and in the audit', async () => {
  const { read, move, audited } = await open('buoc-mot')
  expect(await read()).toMatchObject({ stage: 'detected', falseAlarm: false, lessons: null })
  made(await move('detected', 'verified'), 'one step')
  const stood = made(await move('verified', 'responding', ' gọi 7 đơn vị '), 'two steps')
  expect(stood.stage).toBe('responding')
  expect(stood.timeline.slice(0, 2)).toMatchObject([
    { kind: 'stage.moved', subject: 'responding', text: 'Xác minh → Đang ứng phó', comment: 'gọi 7 đơn vị' },
    { kind: 'stage.moved', subject: 'verified', comment: null, by: { name: 'Cán bộ truc-buoc-mot' } },
  ])
  expect(await audited()).toMatchObject([
    { action: 'incident.stage_moved', detail: { from: 'detected', to: 'verified' } },
    { action: 'incident.stage_moved', detail: { from: 'verified', to: 'responding', why: 'gọi 7 đơn vị' } },
  ])
})

test('it goes back only with a word why; a refused move leaves nothing', async () => {
  const { read, move } = await open('buoc-hai')
  made(await move('detected', 'controlled'), 'forward')
  const before = await read()
  expect(await move('controlled', 'verified', '  ')).toMatchObject({
    status: 400,
    body: { code: 'comment_missing', errors: [{ path: 'comment' }] },
  })
  expect((await move('controlled', 'controlled')).body).toMatchObject({ code: 'same_stage' })
  expect((await move('controlled', 'closed')).status).toBe(400)
  expect(await read()).toEqual(before)
  expect(made(await move('controlled', 'verified', 'mưa lại'), 'back').stage).toBe('verified')
})

test('of two who move it at once exactly one does; the other is told that it moved', async () => {
  const { read, move } = await open('buoc-ba')
  const answers = await Promise.all([
    move('detected', 'verified'),
    move('detected', 'activated', undefined, other),
    move('detected', 'responding'),
    move('detected', 'verified', undefined, other),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
    Array(3).fill('stage_moved'),
  )
  const moves = (await read()).timeline.filter(({ kind }: { kind: string }) => kind === 'stage.moved')
  expect(moves).toHaveLength(1)
})

test('giving a task moves nothing; closing ends the way, and from the end nothing moves', async () => {
  const { read, move, close } = await open('buoc-bon')
  expect((await read()).stage).toBe('detected')
  expect(made(await close({}), 'closed')).toMatchObject({ state: 'closed', stage: 'closed', falseAlarm: false })
  expect((await move('detected', 'verified')).body).toMatchObject({ code: 'incident_closed' })
})

test('alerts of an incident that was real count as handled when it is closed', async () => {
  const { close, countedAs } = await open('buoc-that')
  expect(await countedAs()).toEqual(['not_due'])
  made(await close({}), 'closed')
  expect(await countedAs()).toEqual(['in_time'])
})

test('who only reads moves nothing', async () => {
  const { move } = await open('buoc-nam')
  const leader = await centre.officer('chi-doc', agency, ['leader'])
  expect((await move('detected', 'verified', undefined, leader)).status).toBe(403)
})

test('a false alarm is closed with its reason, shown and audited as one', async () => {
  const { close, audited, countedAs } = await open('bao-gia')
  const closed = made(await close({ note: 'cảm biến kẹt rác', falseAlarm: true }), 'closed')
  expect(closed).toMatchObject({ state: 'closed', falseAlarm: true, alerts: [{ handling: 'done', falseAlarm: true }] })
  expect(closed.timeline[0]).toMatchObject({ kind: 'incident.closed', text: 'cảm biến kẹt rác' })
  expect((await audited()).at(-1)).toMatchObject({ action: 'incident.closed', detail: { falseAlarm: true } })
  expect(await countedAs()).toEqual(['false_alarm'])
})

test('lessons are written once it is closed, and written anew over those that were seen; the story keeps all', async () => {
  const { close, learn, audited } = await open('hoc')
  expect((await learn('sớm quá', null)).body).toMatchObject({ code: 'incident_open' })
  made(await close({}), 'closed')
  const first = made(await learn('đặt máy bơm trước mưa', null), 'lessons')
  expect(first.lessons).toMatchObject({ text: 'đặt máy bơm trước mưa', by: { name: 'Cán bộ truc-hoc' } })
  expect((await learn('khác', null, other)).body).toMatchObject({ code: 'lessons_written' })
  const second = made(await learn('và kiểm tra phao', first.lessons.id, other), 'anew')
  expect(second.lessons).toMatchObject({ text: 'và kiểm tra phao', by: { name: 'Cán bộ hoc-ban' } })
  const told = second.timeline.filter(({ kind }: { kind: string }) => kind === 'lessons.written')
  expect(told.map(({ text }: { text: string }) => text)).toEqual(['và kiểm tra phao', 'đặt máy bơm trước mưa'])
  expect((await audited()).slice(-2)).toMatchObject([
    { action: 'incident.lessons_written', actor_name: 'Cán bộ truc-hoc' },
    { action: 'incident.lessons_written', actor_name: 'Cán bộ hoc-ban' },
  ])
})

test('of two who write lessons at once exactly one is kept', async () => {
  const { close, learn } = await open('hoc-hai')
  made(await close({}), 'closed')
  const answers = await Promise.all([learn('một', null), learn('hai', null, other)])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
})
