import type { BasemapFacts } from '../../core/api/basemaps.ts'
import { type BasemapFaultCode, type BasemapFaultParams, basemapFaultText } from '../../core/basemap-fault.ts'
import { AppError } from '../../core/error.ts'

/** A map of the operator's own, opened. */
export interface MapSource {
  readonly facts: BasemapFacts
  /** One tile, not compressed; null where there is none. Of a map in one piece: never. */
  tile(zoom: number, x: number, y: number): Promise<Buffer | null>
  /** All of a map in one piece. */
  data?(): Promise<Buffer>
  close(): Promise<void>
}

/** What is wrong with a map, for who set it. */
export function unreadable(code: BasemapFaultCode, params: BasemapFaultParams = {}): AppError {
  const message = basemapFaultText(code, params) ?? code
  return new AppError('basemap_unreadable', 422, {
    detail: message,
    errors: [{ path: 'source', message, code, params }],
  })
}
