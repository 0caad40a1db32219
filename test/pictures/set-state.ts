import type { BrowserContext, Route } from 'playwright-core'
import type { Place, State } from './pages.ts'

/** A sentence as officers write them when nobody stops them, and one word that cannot be broken. */
const tail =
  ' – phối hợp Ban Chỉ huy phòng thủ dân sự, Ban Quản lý Khu kinh tế, công nghiệp và Uỷ ban nhân dân các xã, phường Chân Mây - Lăng Cô, Dương Nỗ, Thuận Hoá, Hương Thuỷ rà soát, tổng hợp và báo cáo về https://vanban.hue.gov.vn/ho-so/2026/11/bao-cao-nhanh-cong-tac-ung-pho-mua-lu-dot-so-04'

const lengthened =
  /^(name|title|reason|comment|text|note|result|instructions|detail|summary|formula|product|content|vi|en|titleVi)$/

/** The same answer with every text of a person made long; codes, states and times stay. */
function lengthen(value: unknown, key = ''): unknown {
  if (typeof value === 'string') return lengthened.test(key) && value !== '' ? value + tail : value
  if (Array.isArray(value)) return value.map((each) => lengthen(each, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, lengthen(each, name)]))
}

/** Counts that found nothing. */
function none(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return typeof value === 'number' ? 0 : value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, none(each)]))
}

/** The same answer with nothing in it. */
function empty(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return Array.isArray(body) ? [] : body
  if ('total' in body && 'states' in body) return none(body)
  const entries = Object.entries(body).map(([key, value]) => {
    if (Array.isArray(value)) return [key, []]
    return [key, key === 'next' ? null : typeof value === 'number' && 'items' in body ? 0 : value]
  })
  return Object.fromEntries(entries)
}

async function change(route: Route, step: (body: unknown) => unknown): Promise<void> {
  const answer = await route.fetch()
  const isJson = (answer.headers()['content-type'] ?? '').includes('json')
  if (!isJson || !answer.ok()) return route.fulfill({ response: answer })
  await route.fulfill({ response: answer, json: step(await answer.json()) })
}

const refused = { type: 'about:blank', title: 'internal error', status: 500, code: 'internal_error' }

/** What is answered instead in a state; undefined where nothing stands in the way. */
function standIn(state: State): ((route: Route) => Promise<void>) | undefined {
  switch (state) {
    case 'loading':
      // Answered when the window closes.
      return () => new Promise(() => undefined)
    case 'error':
      return (route) => route.fulfill({ status: 500, json: refused })
    case 'empty':
      return (route) => change(route, empty)
    case 'long':
      return (route) => change(route, (body) => lengthen(body))
    default:
      return undefined
  }
}

/** Puts a place into a state; the promise's function takes that away again. */
export async function setState(context: BrowserContext, place: Place, state: State): Promise<() => Promise<void>> {
  const answer = standIn(state)
  if (!answer) return async () => undefined
  const matches = (url: URL) => place.content.test(url.pathname)
  await context.route(matches, (route) =>
    // A page may be gone before its answer is.
    (route.request().method() === 'GET' ? answer(route) : route.fallback()).catch(() => undefined),
  )
  return () => context.unroute(matches)
}
