import type { Device } from './devices.ts'
import { sayFeeder, sayTransformer } from './say-power.ts'
import { saySpeaker } from './say-speaker.ts'
import { sayRoadWater, sayTraffic } from './say-street.ts'
import { sayAir, sayRain } from './say-weather.ts'
import type { Values, World } from './world.ts'

const sayings: Readonly<Record<Device['type'], (device: Device, atMs: number, world: World) => Values | null>> = {
  speaker_cluster: saySpeaker,
  power_feeder: sayFeeder,
  transformer: sayTransformer,
  road_water_gauge: sayRoadWater,
  traffic_counter: sayTraffic,
  rain_gauge: sayRain,
  air_station: sayAir,
}

/** What a device says of an instant (milliseconds, the time its readings carry); null where it is silent. Depends on nothing else. */
export function say(device: Device, atMs: number, world: World): Values | null {
  return sayings[device.type](device, atMs, world)
}
