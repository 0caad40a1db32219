import { LiveChange } from '../src/core/api/situation.ts'

/** An open page: what `GET /api/live` told it, in order. */
export interface LivePage {
  changes(): LiveChange[]
  /** Ids of the events, in order; those without one left out. */
  eventIds(): string[]
  /** Whether any change was about this row or asset. */
  has(id: string): boolean
  isOpen(): boolean
  close(): void
}

/** Opens `GET /api/live` over a real connection and waits until it answers. @throws {Error} when it does not answer 200 */
export async function openLive(address: string, cookie: string, lastEventId?: string): Promise<LivePage> {
  const controller = new AbortController()
  const headers = lastEventId === undefined ? { cookie } : { cookie, 'last-event-id': lastEventId }
  const response = await fetch(`${address}/api/live`, { headers, signal: controller.signal })
  if (response.status !== 200 || !response.body) throw new Error(`live answered ${response.status}`)
  const stream = response.body.pipeThrough(new TextDecoderStream())
  let text = ''
  let isOpen = true
  const reading = (async () => {
    for await (const chunk of stream) text += chunk
  })()
  reading
    .catch(() => undefined)
    .finally(() => {
      isOpen = false
    })
  const events = () => text.split('\n\n').slice(0, -1)
  const field = (event: string, name: string) =>
    event.split('\n').flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []))
  return {
    changes: () => events().flatMap((event) => field(event, 'data').map((data) => LiveChange.parse(JSON.parse(data)))),
    eventIds: () => events().flatMap((event) => field(event, 'id')),
    has: (id) => events().some((event) => field(event, 'data').some((data) => data.includes(`"${id}"`))),
    isOpen: () => isOpen,
    close: () => controller.abort(),
  }
}
