import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Surface } from '../../core/geo.ts'
import { decodeTopology, Topology } from '../../core/topojson.ts'
import { projectRoot } from '../project-root.ts'

const path = join(projectRoot, 'data/areas/communes.topojson')

let drawn: Promise<ReadonlyMap<string, Surface>> | undefined

/** Surfaces of communes by code as the shipped drawing has them, read once. @throws {Error} when the file does not fit */
export function readDrawing(): Promise<ReadonlyMap<string, Surface>> {
  drawn ??= readFile(path, 'utf8').then((text) => {
    const parsed = Topology.safeParse(JSON.parse(text))
    if (!parsed.success) throw new Error(`data/areas/communes.topojson does not fit: ${z.prettifyError(parsed.error)}`)
    return decodeTopology(parsed.data)
  })
  return drawn
}
