import type { ServerResponse } from 'node:http'
import type { Actor } from '../auth/actor.ts'
import { type Batch, batchOf, beatText, resetText, sightKey } from './batch.ts'
import { type Cursor, isAfter } from './events.ts'
import type { Hub } from './hub.ts'

/** Every page hears this often that it is still connected; who misses two comes anew. */
const beatMs = 5_000
/** Sessions that ended and agencies that moved are noticed within three beats; changes of the own account at once. */
const beatsPerLook = 3
/** A page that does not read what it is sent is let go; it comes back and catches up. */
const maxUnreadBytes = 1024 * 1024
/** So many changes wait for one page at most while what it may see is looked up. */
const maxWaiting = 20_000
/** The hub looks every second; a page is told when it could not for so long. */
const stalledAfterMs = 5_000

/** An open stream of one page. */
export interface Page {
  take(batch: Batch): void
}

export interface PageOptions {
  readonly stream: ServerResponse
  readonly hub: Pick<Hub, 'since' | 'place' | 'lookedAgoMs'>
  readonly actor: Actor
  /** Who holds the page's session now; null when it has ended. */
  readonly findActor: () => Promise<Actor | null>
  /** The last place the page was told, if it comes back. */
  readonly from: Cursor | null
}

/**
 * Tells one page everything it may see, once and in order: first what it missed, then a beat that says so, then what comes. Batches
 * must be given to it from the moment it is opened, before anything else is awaited.
 */
export function openPage(options: PageOptions): Page {
  const { stream, hub, from } = options
  let actor = options.actor
  let key = sightKey(actor)
  /** The page was told up to here, and the hub has not come so far. */
  let past: Cursor | null = null
  const waiting: Batch[] = []
  let waitingEvents = 0
  let holds = 0
  let looks = 0
  let beats = 0

  function write(text: string | Buffer): void {
    if (stream.destroyed || stream.writableEnded) return
    // What was written before and is not read; one batch alone may be larger.
    if (stream.writableLength > maxUnreadBytes) stream.destroy()
    else stream.write(text)
  }

  function writeBatch(batch: Batch): void {
    if (!past) {
      const bytes = batch.bytesFor(key, actor)
      if (bytes) write(bytes)
      return
    }
    const text = batch.textAfter(past, actor)
    if (text !== '') write(text)
    const last = batch.events.findLast(({ place }) => place)?.place
    if (last && isAfter(last, past)) past = null
  }

  function release(): void {
    holds--
    if (holds > 0) return
    for (const batch of waiting.splice(0)) writeBatch(batch)
    waitingEvents = 0
  }

  /** Whoever was moved to another agency sees that one from now on; whose session ended sees nothing more. */
  async function lookAgain(): Promise<void> {
    holds++
    looks++
    const look = looks
    const still = await options.findActor().catch(() => actor)
    // A look that began later knows better.
    if (look === looks && still) {
      actor = still
      key = sightKey(still)
    }
    if (still) release()
    else stream.end()
  }

  function beat(missed: number | null): void {
    const agoMs = hub.lookedAgoMs()
    const stalledSince = agoMs > stalledAfterMs ? new Date(Date.now() - agoMs).toISOString() : null
    const reached = hub.place()
    // While something waits, the page's place stays where it is.
    const place = holds > 0 ? null : past && isAfter(past, reached) ? past : reached
    write(beatText({ at: new Date().toISOString(), everyMs: beatMs, stalledSince, missed }, place))
  }

  async function catchUp(): Promise<void> {
    holds++
    const missed = from ? await hub.since(from).catch(() => null) : []
    if (missed === null) write(resetText)
    else {
      // The hub tells the missed ones once more when it comes to them.
      past = missed.at(-1)?.place ?? from
      const bytes = batchOf(missed).bytesFor(key, actor)
      if (bytes) write(bytes)
    }
    release()
    beat(missed?.length ?? null)
  }

  const timer = setInterval(() => {
    beats++
    beat(0)
    if (beats % beatsPerLook === 0) void lookAgain()
  }, beatMs)
  stream.on('close', () => clearInterval(timer))
  void catchUp()

  return {
    take(batch) {
      const own = String(actor.accountId)
      if (batch.events.some(({ event }) => event.kind === 'account' && event.ids.includes(own))) void lookAgain()
      if (holds === 0) {
        writeBatch(batch)
        return
      }
      waiting.push(batch)
      waitingEvents += batch.events.length
      if (waitingEvents > maxWaiting) stream.destroy()
    },
  }
}
