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

const Site = z.object({
  code: z.string(),
  type: z.literal('website'),
  name: z.string(),
  area: z.string(),
  attributes: z.object({ address: z.url() }),
})

/** A website that is only served here, at `attributes.address`. */
export type Site = z.infer<typeof Site>

const FieldFile = z.object({ devices: z.array(z.union([Device, Site])) })

/** The devices that report by themselves of a field's file (`data/demo-hue/field.json`). Throws when the file is missing or has another form. */
export async function readDevices(path: string | URL): Promise<Device[]> {
  const { devices } = FieldFile.parse(JSON.parse(await readFile(path, 'utf8')))
  return devices.filter((device) => device.type !== 'website')
}

/** The websites of a field's file. Throws when the file is missing or has another form. */
export async function readSites(path: string | URL): Promise<Site[]> {
  const { devices } = FieldFile.parse(JSON.parse(await readFile(path, 'utf8')))
  return devices.filter((device) => device.type === 'website')
}
