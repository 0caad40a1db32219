import { LiveBeat, LiveChange } from '../src/core/api/situation.ts'

/** An open page: what `GET /api/live` told it, in order. */
export interface LivePage {
  changes(): LiveChange[]
  beats(): LiveBeat[]
  /** Ids of the changes, in order; those without one left out. */
  eventIds(): string[]
  /** The last place it was told, by a change or a beat. */
  lastId(): string | undefined
  /** How often something came. */
  writes(): number
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
  let writes = 0
  let isOpen = true
  const reading = (async () => {
    for await (const chunk of stream) {
      text += chunk
      writes++
    }
  })()
  reading
    .catch(() => undefined)
    .finally(() => {
      isOpen = false
    })
  // What comes after the last empty line is no event yet.
  const whole = () => text.split('\n\n').slice(0, -1)
  const named = (name: string) => whole().filter((event) => event.includes(`event: ${name}\n`))
  const events = () => named('change')
  const field = (event: string, name: string) =>
    event.split('\n').flatMap((line) => (line.startsWith(`${name}: `) ? [line.slice(name.length + 2)] : []))
  return {
    changes: () => events().flatMap((event) => field(event, 'data').map((data) => LiveChange.parse(JSON.parse(data)))),
    beats: () => named('beat').flatMap((event) => field(event, 'data').map((data) => LiveBeat.parse(JSON.parse(data)))),
    eventIds: () => events().flatMap((event) => field(event, 'id')),
    lastId: () =>
      whole()
        .flatMap((event) => field(event, 'id'))
        .at(-1),
    writes: () => writes,
    has: (id) => events().some((event) => field(event, 'data').some((data) => data.includes(`"${id}"`))),
    isOpen: () => isOpen,
    close: () => controller.abort(),
  }
}
