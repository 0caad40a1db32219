import { createHash } from 'node:crypto'

/** Wrong credentials that an address may send within a minute. */
const perAddress = 100
const perName = 10
const windowMs = 60_000
const remembered = 10_000

/** Name and secret as one key that gives neither away. */
export const credentialKey = (name: string, secret: string): string =>
  createHash('sha256').update(`${name}\0${secret}`).digest('base64')

/**
 * Counts wrong credentials by address and by address and name, so that guessing is slow. One that was right before never waits: who
 * guesses, or a broken device beside it, shuts out nobody who works. Times are of a clock that nobody sets.
 */
export class WrongAttempts {
  readonly #counts = new Map<string, { count: number; untilMs: number }>()
  readonly #right = new Set<string>()

  /** The credential of this {@link credentialKey} was found to be right. */
  wasRight(key: string): void {
    if (this.#right.size >= remembered) this.#right.clear()
    this.#right.add(key)
  }

  /** Seconds until the next try may come; 0 now. */
  waitS(address: string, name: string, key: string, nowMs = performance.now()): number {
    if (this.#right.has(key)) return 0
    const wait = Math.max(this.#over(address, perAddress, nowMs), this.#over(`${address} ${name}`, perName, nowMs))
    return Math.ceil(wait / 1_000)
  }

  /** How many there were for this name from this address, this one among them. */
  add(address: string, name: string, credential: string, nowMs = performance.now()): number {
    this.#right.delete(credential)
    for (const key of [address, `${address} ${name}`]) {
      const known = this.#counts.get(key)
      if (known && known.untilMs > nowMs) known.count++
      else {
        if (this.#counts.size >= remembered) this.#forget(nowMs)
        this.#counts.set(key, { count: 1, untilMs: nowMs + windowMs })
      }
    }
    return this.#counts.get(`${address} ${name}`)?.count ?? 1
  }

  #over(key: string, most: number, nowMs: number): number {
    const known = this.#counts.get(key)
    return known && known.count >= most ? Math.max(0, known.untilMs - nowMs) : 0
  }

  #forget(nowMs: number): void {
    for (const [key, { untilMs }] of this.#counts) if (untilMs <= nowMs) this.#counts.delete(key)
    // All of them fresh: an attack with made-up names; the addresses come again at once.
    if (this.#counts.size >= remembered) this.#counts.clear()
  }
}
