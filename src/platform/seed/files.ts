import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '../project-root.ts'

const folder = join(projectRoot, 'data')

const day = z.iso.date()

const UnitsFile = z.object({
  validFrom: day,
  earlier: z.array(z.object({ code: z.string(), name: z.string(), validTo: day })),
  provinces: z.array(z.object({ code: z.string(), name: z.string(), communes: z.record(z.string(), z.string()) })),
})

const codes = z.array(z.string()).min(1)
const FormerUnitsFile = z.object({
  validTo: day,
  provinces: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      alsoCalled: z.array(z.string()),
      becomes: z.string(),
      districts: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          formerly: z.array(z.string()).default([]),
          becomes: codes.default([]),
          wards: z.array(z.tuple([z.string(), z.string(), codes], z.string())),
        }),
      ),
    }),
  ),
})

const HolidaysFile = z.object({
  daysOff: z.array(z.object({ date: day, name: z.string(), confirmed: z.boolean(), source: z.string() })),
  workingDays: z.array(z.object({ date: day, confirmed: z.boolean(), source: z.string() })),
})

const WorkingHoursFile = z.object({
  periods: z.array(
    z.object({
      validFrom: day,
      validTo: day.nullable(),
      seasons: z.array(z.object({ months: z.array(z.int()), shifts: z.array(z.array(z.string())) })),
      source: z.string(),
    }),
  ),
})

const AgenciesFile = z.object({
  agencies: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      kind: z.string(),
      parentCode: z.string().nullable(),
      areaCode: z.string().nullable(),
    }),
  ),
})

const FieldFile = z.object({
  devices: z.array(
    z.object({
      code: z.string(),
      type: z.string(),
      name: z.string(),
      agency: z.string(),
      position: z.tuple([z.number(), z.number()]).nullable(),
      poweredBy: z.string().optional(),
      attributes: z.record(z.string(), z.unknown()),
    }),
  ),
})

const metres = z.number().nullable()
const StationsFile = z.object({
  stations: z.array(
    z.object({
      code: z.string(),
      stationCode: z.string(),
      name: z.string(),
      river: z.string(),
      basin: z.string(),
      alertLevel1M: metres,
      alertLevel2M: metres,
      alertLevel3M: metres,
      recordFloodM: metres,
      recordFloodYear: metres,
      position: z.tuple([z.number(), z.number()]),
      positionNote: z.object({ vi: z.string() }),
    }),
  ),
})

/** Reference data that ships in `data/`, parsed. @throws {Error} naming the file that does not fit */
export const referenceFiles = {
  units: () => read('areas/units.json', UnitsFile),
  formerUnits: () => read('areas/before-2025-07.json', FormerUnitsFile),
  holidays: () => read('calendar/holidays.json', HolidaysFile),
  workingHours: () => read('calendar/working-hours.json', WorkingHoursFile),
  agencies: () => read('demo-hue/agencies.json', AgenciesFile),
  field: () => read('demo-hue/field.json', FieldFile),
  stations: () => read('hazards/river-stations.json', StationsFile),
}

async function read<T extends z.ZodType>(name: string, schema: T): Promise<z.infer<T>> {
  const parsed = schema.safeParse(JSON.parse(await readFile(join(folder, name), 'utf8')))
  if (!parsed.success) throw new Error(`data/${name} does not fit: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}
