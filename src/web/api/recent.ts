/** Something that was looked at on this machine. */
export interface Recent {
  readonly address: string
  readonly title: string
}

const most = 8
const place = (account: number) => `nhip.recent.${account}`
const things = /^\/(su-co|viec|bao-cao|thiet-bi)\/[^/]+$/

/** What this person looked at last, newest first. */
export function readRecent(account: number): readonly Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place(account)) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isRecent).slice(0, most) : []
  } catch {
    // What another version wrote is forgotten.
    return []
  }
}

const isRecent = (value: unknown): value is Recent =>
  typeof value === 'object' &&
  value !== null &&
  'address' in value &&
  'title' in value &&
  typeof value.title === 'string' &&
  typeof value.address === 'string' &&
  value.address.startsWith('/') &&
  !value.address.startsWith('//')

/** Whether an address is the page of one thing, not one that stands in the menu anyway. */
export const isPageOfThing = (pathname: string): boolean => things.test(pathname)

/** Puts what is looked at now first. */
export function rememberRecent(account: number, recent: Recent): void {
  const others = readRecent(account).filter(({ address }) => address !== recent.address)
  try {
    localStorage.setItem(place(account), JSON.stringify([recent, ...others].slice(0, most)))
  } catch {
    // A browser that keeps nothing has no list.
  }
}

/** Forgets what anybody looked at here: on leaving, the next person at this machine is another. */
export function forgetRecent(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith('nhip.recent.')) localStorage.removeItem(key)
}
