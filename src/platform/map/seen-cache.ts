import type { Actor } from '../auth/actor.ts'

/** What was made of the rows that somebody sees, by who may see them, until it is forgotten. */
export class SeenCache<T> {
  readonly #kept = new Map<string, Promise<T>>()
  readonly #most: number

  /** @param most how many are kept, the oldest go */
  constructor(most: number) {
    this.#most = most
  }

  /** What lies below has changed: nothing holds, what is being made neither. */
  forget(): void {
    this.#kept.clear()
  }

  /** What is kept under `name`, else what `make` makes; asked for at once by several it is made once. */
  get(actor: Pick<Actor, 'reach' | 'agencyIds'>, name: string, make: () => Promise<T>): Promise<T> {
    const key = `${name} ${actor.reach === 'province' ? 'all' : actor.agencyIds.join()}`
    const known = this.#kept.get(key)
    if (known) return known
    const made = make()
    this.#kept.set(key, made)
    made.catch(() => {
      if (this.#kept.get(key) === made) this.#kept.delete(key)
    })
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > this.#most && oldest !== undefined) this.#kept.delete(oldest)
    return made
  }
}
