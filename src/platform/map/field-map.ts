import type { MapAlerts } from '../../core/api/geojson.ts'
import type { TilePlace } from '../../core/map-tile.ts'
import type { Actor } from '../auth/actor.ts'
import type { Wall } from '../db/wall.ts'
import { encodeTile } from './encode-tile.ts'
import { type MapMark, readMarks } from './read-marks.ts'
import { type FiringAsset, presentAlerts, readFiring, readSilent, type Spot } from './read-states.ts'
import { SeenCache } from './seen-cache.ts'

/** Silence comes and goes without any event: it is looked for anew after this. */
const silentForMs = 20_000

/** Where assets stand and how they are, as each person may see it, kept until something changes. */
export class FieldMap {
  readonly #wall: Wall
  readonly #marks = new SeenCache<MapMark[]>(2_000)
  readonly #firing = new SeenCache<FiringAsset[]>(200)
  readonly #silent = new SeenCache<Spot[]>(200)

  constructor(wall: Wall) {
    this.#wall = wall
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

  /** Assets with alerts that fire, each by itself. */
  async alerts(actor: Actor): Promise<MapAlerts> {
    return presentAlerts(await this.#readFiring(actor))
  }

  /** A tile of all assets: each alone or counted, with how they stand. */
  async tile(actor: Actor, place: TilePlace): Promise<Buffer> {
    const { z, x, y } = place
    const slot = String(Math.floor(Date.now() / silentForMs))
    const [marks, firing, silent] = await Promise.all([
      this.#marks.get(actor, `${z}/${x}/${y}`, () => this.#wall.read(actor, (tx) => readMarks(tx, place))),
      this.#readFiring(actor),
      this.#silent.get(actor, slot, () => this.#wall.read(actor, readSilent)),
    ])
    return encodeTile(place, marks, firing, silent)
  }

  #readFiring(actor: Actor): Promise<FiringAsset[]> {
    return this.#firing.get(actor, 'firing', () => this.#wall.read(actor, readFiring))
  }
}
