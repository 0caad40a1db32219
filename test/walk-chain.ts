import type { Answer, Person, TestCentre } from './centre.ts'
import { until } from './centre.ts'

/** Ids of the rows that one walk along the chain leaves. */
export interface Walk {
  readonly alertId: string
  readonly incidentId: string
  readonly taskId: string
  readonly evidenceId: string
  readonly reportId: string
}

export const thisMonth = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7)

/** What a step answered. @throws {Error} naming the step that was refused */
export function made(answer: Answer, what: string): Answer['body'] {
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Uploads a file as evidence of a task or, `of` incidents, of an incident. */
export async function upload(
  centre: TestCentre,
  person: Person,
  id: string,
  name: string,
  content: Buffer,
  of: 'tasks' | 'incidents' = 'tasks',
) {
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(content)], { type: 'image/jpeg' }), name)
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  return centre.app.inject({
    method: 'POST',
    url: `/api/${of}/${id}/evidence`,
    headers: { cookie: person.cookie, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
}

/** A river station of `person`'s agency whose third level is `limitM` and nothing else. */
export async function addStation(person: Person, agencyId: number, code: string, limitM = 4): Promise<void> {
  const attributes = { alert_level_3_m: limitM }
  made(
    await person.post('/api/assets', {
      code,
      type: 'river_station',
      name: `Trạm ${code}`,
      agencyId,
      position: [107.6, 16.45],
      attributes,
    }),
    `asset ${code}`,
  )
}

/** The alert that fires on an asset now. */
export function findFiring(person: Person, asset: string): Promise<{ id: string; [field: string]: unknown }> {
  return until(`an alert on ${asset}`, async () => {
    const { body } = await person.get(`/api/alerts?asset=${asset}`)
    return body.items.find((alert: { condition: string }) => alert.condition === 'firing')
  })
}

/**
 * From a reading to a report, all within one agency but the task, which `doer` does where given: every table of the chain holds
 * rows afterwards, dead letters included.
 */
export async function walkChain(
  centre: TestCentre,
  options: { agency?: string; asset?: string; doer?: { person: Person; agency: string } } = {},
): Promise<Walk & { person: Person }> {
  const { agency = 'H57.907', asset = 'tram-chuoi' } = options
  const person = await centre.officer(`truc-${asset}`, agency)
  const agencyId = await centre.agencyId(agency)
  await addStation(person, agencyId, asset)
  await centre.send(asset, 'water_level', 4.5)
  await centre.send(asset, 'water_level', 5, new Date(0))
  const alert = await findFiring(person, asset)
  const incident = made(await person.post('/api/incidents', { alertId: alert.id }), 'incident')
  const task = made(
    await person.post(`/api/incidents/${incident.id}/tasks`, {
      title: `Việc của ${asset}`,
      agencyId: options.doer ? await centre.agencyId(options.doer.agency) : agencyId,
    }),
    'task',
  )
  const doer = options.doer?.person ?? person
  const evidence = await upload(centre, doer, task.id, `${asset}.jpg`, Buffer.from(`ảnh ${asset}`))
  if (evidence.statusCode !== 201) throw new Error(`evidence: ${evidence.body}`)
  made(await person.post(`/api/incidents/${incident.id}/notes`, { text: `ghi chú ${asset}` }), 'note')
  const figure = { kind: 'roads_cut', value: 2, at: new Date().toISOString(), source: `báo cáo của ${asset}` }
  made(await person.post(`/api/incidents/${incident.id}/figures`, figure), 'figure')
  const report = made(await person.post('/api/reports', { period: thisMonth(), agencyId }), 'report')
  return {
    person,
    alertId: alert.id,
    incidentId: incident.id,
    taskId: task.id,
    evidenceId: evidence.json().id,
    reportId: report.id,
  }
}
