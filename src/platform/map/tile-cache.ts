import type { TilePlace } from '../../core/map-tile.ts'
import type { Actor } from '../auth/actor.ts'

const mostTiles = 2_000

/** Tiles by who may see what is in them, until an asset changes. */
export class TileCache {
  readonly #tiles = new Map<string, Promise<Buffer>>()

  /** An asset was made, moved or retired: no tile holds, those that are being made neither. */
  forget(): void {
    this.#tiles.clear()
  }

  /** What is kept of a tile, else what `make` makes; asked for at once by several it is made once. */
  get(actor: Pick<Actor, 'reach' | 'agencyIds'>, { z, x, y }: TilePlace, make: () => Promise<Buffer>): Promise<Buffer> {
    const key = `${z}/${x}/${y} ${actor.reach === 'province' ? 'all' : actor.agencyIds.join()}`
    const known = this.#tiles.get(key)
    if (known) return known
    const made = make()
    this.#tiles.set(key, made)
    made.catch(() => {
      if (this.#tiles.get(key) === made) this.#tiles.delete(key)
    })
    const [oldest] = this.#tiles.keys()
    if (this.#tiles.size > mostTiles && oldest !== undefined) this.#tiles.delete(oldest)
    return made
  }
}
