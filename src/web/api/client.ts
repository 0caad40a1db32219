import type { Problem } from '../../core/api/common.ts'
import type { FieldFault } from '../../core/error.ts'
import { keptAtHeader, noteKept } from './kept.ts'

/** What the server refused, with its stable `code` (RFC 9457). `status` 0 means the server was not reached. */
export class ApiProblem extends Error {
  readonly status: number
  readonly code: string
  readonly errors: readonly FieldFault[]

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.name = 'ApiProblem'
    this.status = problem.status
    this.code = problem.code
    this.errors = problem.errors ?? []
  }
}

const unreachable: Problem = { type: 'about:blank', title: 'unreachable', status: 0, code: 'unreachable' }

/** Turns an answer that is not a success into an ApiProblem, also when its body is not a problem document. */
export function problemFrom(status: number, body: string): ApiProblem {
  try {
    const parsed: unknown = JSON.parse(body)
    if (typeof parsed === 'object' && parsed !== null && 'code' in parsed && 'title' in parsed) {
      // The server's own contract: every error answer is a Problem.
      return new ApiProblem({ ...(parsed as Problem), status })
    }
  } catch {
    // A proxy's page instead of our answer: the status is all that is known.
  }
  return new ApiProblem({ type: 'about:blank', title: `HTTP ${status}`, status, code: `http_${status}` })
}

async function request(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiProblem(unreachable)
  }
  if (!answer.ok) throw problemFrom(answer.status, await answer.text())
  return answer
}

/** A line that died without a word would keep what was asked on it waiting for a quarter of an hour. */
const getWithinMs = 60_000

/** Fetches JSON of type T from the API. Throws ApiProblem. */
export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  const late = AbortSignal.timeout(getWithinMs)
  const either = signal ? AbortSignal.any([signal, late]) : late
  const answer = await request(path, { headers: { accept: 'application/json' }, signal: either })
  noteKept(answer.headers.get(keptAtHeader))
  // The contract in core/api is the schema both sides compile against; the page does not parse it a second time.
  return (await answer.json()) as T
}

/** Sends JSON and returns the answer's JSON, or undefined where it has no body. Throws ApiProblem. */
export async function send<T>(method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const answer = await request(path, {
    method,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  // As above: the shape is the contract's.
  return (text === '' ? undefined : JSON.parse(text)) as T
}

/** A query string from the values that are set. */
export function query(values: Record<string, string | number | undefined | null>): string {
  const search = new URLSearchParams()
  for (const [key, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(key, String(value))
  }
  const text = search.toString()
  return text === '' ? '' : `?${text}`
}
