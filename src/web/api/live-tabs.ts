import { type LiveMessage, openOrder, type Told } from './live-message.ts'
import { openStream, type Stream } from './live-stream.ts'

/** What tabs say to each other: the leader tells, a tab asks how things stand, a leader still connects, one signed in or out. */
type Said = { told: Told } | { asks: number } | { connects: number } | { session: true }

const channelName = 'nhip-live'
const checkMs = 1_000
/** A leader that says nothing for so long is asked; it hears a beat of the server every five seconds. */
const askAfterMs = 7_000
/** A leader that does not answer within this is frozen or gone. */
const answerWithinMs = 1_500

/** What a tab is told. */
export interface TabListener {
  take(message: LiveMessage): void
  /** Something was not heard: everything must be fetched anew. */
  missed(): void
  /** Another account signed in on this browser, or somebody signed in or out. */
  sessionMayHaveChanged(): void
}

/** Lets the other tabs look who is signed in. */
export function tellTabsOfSession(): void {
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ session: true } satisfies Said)
  channel.close()
}

/**
 * Joins the tabs of this browser that share one live connection: HTTP/1.1 allows six to a server, and one per tab would leave none for
 * the seventh. The tab that holds the lock leads: it has the stream and tells the others. When it closes, the lock goes to
 * the next; when it is frozen, whoever notices takes it. Where a browser has no locks (plain HTTP), the first who gets no answer leads.
 * @returns leaves the tabs
 */
export function joinTabs(account: number, listener: TabListener): () => void {
  const channel = new BroadcastChannel(channelName)
  const order = openOrder()
  const leaving = new AbortController()
  const locks: LockManager | undefined = navigator.locks
  let stream: Stream | undefined
  let endTurn: (() => void) | undefined
  let [turn, n, from] = [0, 0, null as string | null]
  let standing: LiveMessage & { type: 'standing' } = { type: 'standing', cutAt: null, stalledSince: null }
  /** Whether the connection was open or cut in this turn already. */
  let isKnown = false
  let heardMs = Date.now()
  let askedMs: number | undefined

  const say = (said: Said) => channel.postMessage(said)

  function hearLeader(): void {
    heardMs = Date.now()
    askedMs = undefined
  }

  function hear(told: Told): void {
    hearLeader()
    const { take, gap } = order.judge(told)
    if (gap) listener.missed()
    if (take) listener.take(told.message)
  }

  function tell(message: LiveMessage): void {
    if (message.type === 'cut') standing = { ...standing, cutAt: message.at }
    if (message.type === 'beat') standing = { ...standing, cutAt: null, stalledSince: message.beat.stalledSince }
    isKnown ||= message.type === 'cut' || message.type === 'beat'
    const told: Told = { account, turn, n, message, ...(n === 0 ? { from } : {}) }
    n++
    say({ told })
    hear(told)
  }

  function lead(): void {
    endLead()
    // Two that begin in the same millisecond still differ.
    turn = Math.max(Date.now() * 1_000 + Math.floor(Math.random() * 1_000), order.turn() + 1)
    n = 0
    from = order.place() ?? null
    isKnown = false
    stream = openStream(order.place, tell)
  }

  function endLead(): void {
    stream?.stop()
    stream = undefined
  }

  async function queue(steal: boolean): Promise<void> {
    if (!locks) {
      if (steal) lead()
      return
    }
    const options = steal ? { steal } : { signal: leaving.signal }
    await locks
      .request(channelName, options, async () => {
        if (leaving.signal.aborted) return
        const ended = Promise.withResolvers<void>()
        endTurn = ended.resolve
        lead()
        await ended.promise
      })
      // The lock was taken from a tab that seemed frozen: it follows now. Or the tab is leaving.
      .catch(() => undefined)
    endLead()
    if (!leaving.signal.aborted) void queue(false)
  }

  function ask(): void {
    askedMs ??= Date.now()
    say({ asks: account })
  }

  function check(): void {
    const now = Date.now()
    if (stream) {
      stream.check()
      return
    }
    if (askedMs !== undefined && now - askedMs > answerWithinMs) {
      hearLeader()
      void queue(true)
    } else if (now - heardMs > askAfterMs) ask()
  }

  channel.onmessage = ({ data }: MessageEvent<Said>) => {
    if ('session' in data) listener.sessionMayHaveChanged()
    else if ('asks' in data) {
      if (data.asks !== account) listener.sessionMayHaveChanged()
      else if (stream) {
        stream.check()
        if (isKnown) tell(standing)
        else say({ connects: account })
      }
    } else if ('connects' in data) {
      if (data.connects === account) hearLeader()
    } else if (data.told.account === account) {
      // Another tab leads since this one was frozen, or began in the same moment.
      if (stream && data.told.turn > turn) {
        endLead()
        endTurn?.()
      }
      hear(data.told)
    }
  }

  // A laptop that slept and a tab that was frozen look at once; a timer alone may sleep for a minute in a hidden tab.
  const wakes = ['visibilitychange', 'resume', 'pageshow', 'online', 'focus'] as const
  for (const wake of wakes) window.addEventListener(wake, check, true)
  const timer = setInterval(check, checkMs)
  void queue(false)
  ask()

  return () => {
    leaving.abort()
    clearInterval(timer)
    for (const wake of wakes) window.removeEventListener(wake, check, true)
    endLead()
    endTurn?.()
    channel.close()
  }
}
