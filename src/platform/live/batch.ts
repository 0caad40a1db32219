import type { LiveBeat, LiveChange } from '../../core/api/situation.ts'
import type { Actor } from '../auth/actor.ts'
import { type Cursor, formatCursor, isAfter, visible } from './events.ts'
import type { SentEvent } from './hub.ts'

/** What of an actor decides which changes a page is told. */
export type Sight = Pick<Actor, 'reach' | 'agencyIds'>

/** The same for all who see the same: pages of one permission set are sent the same bytes. */
export const sightKey = ({ reach, agencyIds }: Sight): string =>
  reach === 'province' ? reach : agencyIds.toSorted((a, b) => a - b).join()

/** Changes that leave together. Each is written out once, and so is the whole for each permission set. */
export interface Batch {
  readonly events: readonly SentEvent[]
  /** What pages of this permission set are sent; null where it sees none of it. `key` is the {@link sightKey} of `sight`. */
  bytesFor(key: string, sight: Sight): Buffer | null
  /** The same for one page, of the changes that are kept and come after `past`, and of those that are not kept. */
  textAfter(past: Cursor, sight: Sight): string
}

export function batchOf(events: readonly SentEvent[]): Batch {
  const bytes = new Map<string, Buffer | null>()
  const texts = new Map<SentEvent, string>()
  function textOf(sent: SentEvent): string {
    const known = texts.get(sent)
    if (known !== undefined) return known
    const text = changeText(sent)
    texts.set(sent, text)
    return text
  }
  const textFor = (sight: Sight, from: readonly SentEvent[]) =>
    from
      .filter(({ event }) => visible(event, sight))
      .map(textOf)
      .join('')
  return {
    events,
    bytesFor(key, sight) {
      const known = bytes.get(key)
      if (known !== undefined) return known
      const text = textFor(sight, events)
      const made = text === '' ? null : Buffer.from(text)
      bytes.set(key, made)
      return made
    },
    textAfter: (past, sight) =>
      textFor(
        sight,
        events.filter(({ place }) => !place || isAfter(place, past)),
      ),
  }
}

/** One change in the form of server-sent events. */
function changeText({ place, event }: SentEvent): string {
  const data: LiveChange = { kind: event.kind, action: event.action, ids: event.ids }
  return `${place ? `id: ${formatCursor(place)}\n` : ''}event: change\ndata: ${JSON.stringify(data)}\n\n`
}

/** Asks a page to fetch everything anew. */
export const resetText = changeText({ place: null, event: { kind: 'reset', action: 'reset', ids: [], agencies: [] } })

/** A beat; with `place`, a page that comes back need not be told again what came before. */
export const beatText = (beat: LiveBeat, place: Cursor | null): string =>
  `${place ? `id: ${formatCursor(place)}\n` : ''}event: beat\ndata: ${JSON.stringify(beat)}\n\n`
