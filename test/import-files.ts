import { type Person, type TestCentre, until } from './centre.ts'

/** Uploads a file for a target, as the page does. */
export async function uploadRows(
  centre: TestCentre,
  person: Person,
  target: string,
  agencyId: number,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
) {
  const form = new FormData()
  form.append('file', new Blob([content]), name)
  const request = new Request('http://localhost/', { method: 'POST', body: form })
  const answer = await centre.app.inject({
    method: 'POST',
    url: `/api/imports?target=${target}&agency=${agencyId}`,
    headers: { cookie: person.cookie, 'content-type': request.headers.get('content-type') ?? '' },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  return { status: answer.statusCode, body: answer.json() }
}

/** Waits until no work is under way on an import. @returns it */
export const settled = (person: Person, id: string, withinMs = 60_000) =>
  until(
    'the import has come to rest',
    async () => {
      const { body } = await person.get(`/api/imports/${id}`)
      return ['checking', 'applying', 'undoing'].includes(body.state) ? null : body
    },
    withinMs,
  )

/** Asks for a step of an import and waits for its end. */
export async function step(
  person: Person,
  id: string,
  verb: 'check' | 'apply' | 'undo',
  body?: object,
  withinMs?: number,
) {
  const answer = await person.post(`/api/imports/${id}/${verb}`, verb === 'apply' ? (body ?? {}) : undefined)
  if (answer.status !== 202) throw new Error(`${verb}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return settled(person, id, withinMs)
}
