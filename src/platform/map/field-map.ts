import type { MapAlerts } from '../../core/api/geojson.ts'
import type { TilePlace } from '../../core/map-tile.ts'
import type { Actor } from '../auth/actor.ts'
import { listedAgencies, type Wall } from '../db/wall.ts'
import type { AssetKind } from '../modules/load.ts'
import { encodeTile } from './encode-tile.ts'
import { type MapMark, readMarks } from './read-marks.ts'
import { type FiringAsset, presentAlerts, readFiring, readSilent, type Spot } from './read-states.ts'
import { SeenCache } from './seen-cache.ts'

/** Silence comes and goes without any event: it is looked for anew after this. */
const silentForMs = 20_000

/** Where assets stand and how they are, as each person may see it, kept until something changes. */
export class FieldMap {
  readonly #wall: Wall
  readonly #types: ReadonlyMap<string, AssetKind>
  readonly #marks = new SeenCache<MapMark[]>(2_000)
  readonly #firing = new SeenCache<FiringAsset[]>(200)
  readonly #silent = new SeenCache<Spot[]>(200)

  constructor(wall: Wall, types: ReadonlyMap<string, AssetKind>) {
    this.#wall = wall
    this.#types = types
  }

  /** An asset was made, moved or retired. */
  forgetAssets(): void {
    this.#marks.forget()
    this.#firing.forget()
    this.#silent.forget()
  }

  /** An alert began, ended or was taken. */
  forgetAlerts(): void {
    this.#firing.forget()
  }

  /**
   * Assets with alerts that fire, each by itself.
   * @param hidden modules whose assets are left out
   */
  async alerts(actor: Actor, hidden: readonly string[] = []): Promise<MapAlerts> {
    const isSeen = this.#seenWithout(hidden)
    return presentAlerts((await this.#readFiring(actor)).filter(isSeen))
  }

  /** A tile of all assets but those of `hidden` modules: each alone or counted, with how they stand. */
  async tile(actor: Actor, place: TilePlace, hidden: readonly string[] = []): Promise<Buffer> {
    const { z, x, y } = place
    const without = this.#typesOf(hidden)
    const isSeen = this.#seenWithout(hidden)
    const slot = String(Math.floor(Date.now() / silentForMs))
    const [marks, firing, silent] = await Promise.all([
      this.#marks.get(actor, `${z}/${x}/${y} ${without.join()}`, () =>
        this.#wall.read(actor, (tx) => readMarks(tx, place, listedAgencies(actor), without)),
      ),
      this.#readFiring(actor),
      this.#silent.get(actor, slot, () => this.#wall.read(actor, readSilent)),
    ])
    return encodeTile(place, marks, firing.filter(isSeen), silent.filter(isSeen))
  }

  #typesOf(modules: readonly string[]): string[] {
    return [...this.#types.values()].filter(({ module }) => modules.includes(module.id)).map(({ type }) => type)
  }

  #seenWithout(modules: readonly string[]): (asset: { readonly type: string }) => boolean {
    return ({ type }) => !modules.includes(this.#types.get(type)?.module.id ?? '')
  }

  #readFiring(actor: Actor): Promise<FiringAsset[]> {
    return this.#firing.get(actor, 'firing', () => this.#wall.read(actor, readFiring))
  }
}
