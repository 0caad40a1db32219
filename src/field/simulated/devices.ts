import { readFile } from 'node:fs/promises'
import { z } from 'zod'

const Device = z.object({
  code: z.string(),
  type: z.enum([
    ...(['speaker_cluster', 'power_feeder', 'transformer', 'road_water_gauge', 'traffic_counter'] as const),
    ...(['rain_gauge', 'air_station'] as const),
  ]),
  area: z.string(),
})

/** A device that does not exist, as far as what it says depends on it. `area` is the code of its commune. */
export type Device = z.infer<typeof Device>

/** The devices of a field's file (`data/demo-hue/field.json`). Throws when the file is missing or has another form. */
export async function readDevices(path: string | URL): Promise<Device[]> {
  return z.object({ devices: z.array(Device) }).parse(JSON.parse(await readFile(path, 'utf8'))).devices
}
