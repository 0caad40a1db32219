import type { signIn } from '../running-centre.ts'

export type Person = Awaited<ReturnType<typeof signIn>>

/** Asks and insists. @returns what was answered */
// biome-ignore lint/suspicious/noExplicitAny: answers of every shape
export async function ask(person: Person, method: string, path: string, body?: object | FormData): Promise<any> {
  const answer = await person.ask(method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

export type AgencyId = (code: string) => number

export async function agencyIds(admin: Person): Promise<AgencyId> {
  const { items } = await ask(admin, 'GET', '/api/agencies')
  const ids = new Map<string, number>(items.map(({ code, id }: { code: string; id: number }) => [code, id]))
  return (code) => ids.get(code) ?? Number.NaN
}
