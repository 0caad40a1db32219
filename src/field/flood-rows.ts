import { readFile } from 'node:fs/promises'
import { z } from 'zod'

/** The measured flood that ships. */
export const flood = new URL('../../data/hazards/hue-flood-2025-11.json', import.meta.url)

/** What of it is shown: up to `cut` as history, from there hour by hour up to `to`. */
export const shownWindow = {
  // Phú Ốc stands 15 cm below alert level 2 and passes it within the next hour.
  cut: '2025-11-16T20:00:00+07:00',
  // Both rivers have fallen below the levels they passed after the cut.
  to: '2025-11-18T20:00:00+07:00',
} as const

/** One measured value. `sourceAt` is when it was measured. */
export interface MeasuredRow {
  readonly asset: string
  readonly series: string
  readonly sourceAt: Date
  readonly value: number
}

const at = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const measured = z.number().nullable()
const FloodFile = z.object({
  levels: z.array(z.object({ at, kimLongM: measured, phuOcM: measured })),
  reservoirReadings: z.array(
    z.object({ at, reservoir: z.string(), levelM: measured, inflowM3s: measured, outflowM3s: measured }),
  ),
})

/**
 * The measured values of a flood file (`data/hazards/hue-flood-2025-11.json`) in order of time. An hour or a figure the
 * source lacks is no row. Throws when the file is missing or has another form.
 */
export async function readFloodRows(path: string | URL): Promise<MeasuredRow[]> {
  const file = FloodFile.parse(JSON.parse(await readFile(path, 'utf8')))
  const cells = [
    ...file.levels.flatMap(({ at: sourceAt, kimLongM, phuOcM }) => [
      { asset: 'kim-long', series: 'water_level', sourceAt, value: kimLongM },
      { asset: 'phu-oc', series: 'water_level', sourceAt, value: phuOcM },
    ]),
    ...file.reservoirReadings.flatMap(({ at: sourceAt, reservoir: asset, levelM, inflowM3s, outflowM3s }) => [
      { asset, series: 'water_level', sourceAt, value: levelM },
      { asset, series: 'inflow', sourceAt, value: inflowM3s },
      { asset, series: 'outflow', sourceAt, value: outflowM3s },
    ]),
  ]
  return cells
    .flatMap(({ value, ...row }) => (value === null ? [] : [{ ...row, value }]))
    .sort((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1))
}

/** What tells one row from another; keys sort in order of time. */
export function rowKey(row: MeasuredRow): string {
  return `${row.sourceAt.toISOString()} ${row.asset} ${row.series}`
}
