import { type FileHandle, open } from 'node:fs/promises'
import { PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles'
import { z } from 'zod'
import { type MapSource, unreadable } from './map-source.ts'

/** Reads an archive from a file of this machine. */
class OneFile implements Source {
  readonly #file: FileHandle
  readonly #name: string
  constructor(file: FileHandle, name: string) {
    this.#file = file
    this.#name = name
  }
  getKey(): string {
    return this.#name
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    const buffer = new Uint8Array(length)
    const { bytesRead } = await this.#file.read(buffer, 0, length, offset)
    return { data: buffer.buffer.slice(0, bytesRead) }
  }
}

const Metadata = z.object({ vector_layers: z.array(z.object({ id: z.string() })).default([]) })

/** A PMTiles archive (version 3). @throws {AppError} `basemap_unreadable` */
export async function openPmtiles(path: string, name: string): Promise<MapSource> {
  const file = await open(path)
  const archive = new PMTiles(new OneFile(file, name))
  try {
    const { tileType, minZoom, maxZoom } = await archive.getHeader()
    const isVector = tileType === TileType.Mvt
    const layers = isVector ? Metadata.parse(await archive.getMetadata()).vector_layers.map(({ id }) => id) : []
    if (!isVector && ![TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif].includes(tileType)) {
      throw new Error('its tiles are neither vector tiles (MVT) nor pictures')
    }
    return {
      facts: { content: isVector ? 'vector' : 'raster', minZoom, maxZoom, layers },
      async tile(zoom, x, y) {
        const found = await archive.getZxy(zoom, x, y)
        return found ? Buffer.from(found.data) : null
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw unreadable('not_pmtiles', { name, why: (error as Error).message })
  }
}
