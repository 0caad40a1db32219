import { lazyRouteComponent } from '@tanstack/react-router'

const renewedKey = 'nhip.renewedAt'
const saidKey = 'nhip.renewedToSay'
/** A part that is still missing after this is no matter of an update: then the page says that it failed. */
const againAfterMs = 60_000

/** Failures to fetch a part, as the builder's loader reported them. */
const failures = new WeakSet<object>()

/** Says that a part of the page could not be fetched; the router must not take it for its own matter and reload into nothing. */
class PartMissing extends Error {
  constructor(cause: unknown) {
    super('a part of the page could not be fetched', { cause })
  }
}

/** Whether the page failed because one of its parts could not be fetched. */
export function isPartMissing(error: Error): boolean {
  return error instanceof PartMissing || failures.has(error)
}

/** A page that is fetched when it is first opened; that it cannot be fetched is told by `isPartMissing`. */
export const lazyPart: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(
    () =>
      load().catch((error: unknown) => {
        throw new PartMissing(error)
      }),
    name,
  )

/** Whether the centre answers now. */
export function centreAnswers(): Promise<boolean> {
  return fetch('/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
}

let ahead = 0

/** Fetches what may be wanted later. Where it is gone nothing is loaded anew: nobody asked for it, and somebody may be writing. */
export async function fetchAhead(load: () => Promise<unknown>): Promise<void> {
  ahead++
  await load()
    .catch(() => undefined)
    .finally(() => ahead--)
}

/**
 * Loads the page anew, once a minute at most, when one of its parts is no longer on the server: the centre was updated while the page
 * was open. While the centre does not answer, the page is left as it is. Call once, at the start.
 */
export function renewWhenPartIsGone(): void {
  window.addEventListener('vite:preloadError', ({ payload }) => {
    failures.add(payload)
    if (ahead === 0) void renew()
  })
}

async function renew(): Promise<void> {
  const lastAt = Number(sessionStorage.getItem(renewedKey) ?? 0)
  if (Date.now() - lastAt < againAfterMs) return
  if (!(await centreAnswers())) return
  sessionStorage.setItem(renewedKey, String(Date.now()))
  sessionStorage.setItem(saidKey, 'yes')
  window.location.reload()
}

/** Whether the page was just loaded anew for that; true once. */
export function wasRenewed(): boolean {
  const isToSay = sessionStorage.getItem(saidKey) !== null
  sessionStorage.removeItem(saidKey)
  return isToSay
}
