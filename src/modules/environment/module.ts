import { z } from 'zod'
import { defineModule } from '../../core/module.ts'

const level = z.number().nullable().optional()

/** Rivers and reservoirs. Alert levels are each station's own: Quyết định 05/2020/QĐ-TTg. */
export default defineModule({
  id: 'environment',
  name: { vi: 'Môi trường, thiên tai', en: 'Environment and hazards' },
  assets: [
    {
      type: 'river_station',
      name: { vi: 'Trạm thuỷ văn', en: 'River station' },
      attributes: z.object({
        river: z.string().optional(),
        basin: z.string().optional(),
        official_code: z.string().optional(),
        alert_level_1_m: level,
        alert_level_2_m: level,
        alert_level_3_m: level,
        record_flood_m: level,
        record_flood_year: level,
        position_note: z.string().optional(),
      }),
      series: [{ key: 'water_level', name: { vi: 'Mực nước', en: 'Water level' }, unit: 'm', cadenceS: 3600 }],
    },
    {
      type: 'reservoir',
      name: { vi: 'Hồ chứa', en: 'Reservoir' },
      attributes: z.object({ river: z.string().optional(), position_note: z.string().optional() }),
      series: [
        { key: 'water_level', name: { vi: 'Mực nước hồ', en: 'Reservoir level' }, unit: 'm', cadenceS: 21_600 },
        { key: 'inflow', name: { vi: 'Lưu lượng đến hồ', en: 'Inflow' }, unit: 'm³/s', cadenceS: 21_600 },
        { key: 'outflow', name: { vi: 'Lưu lượng xả', en: 'Outflow' }, unit: 'm³/s', cadenceS: 21_600 },
      ],
    },
  ],
  rules: ([1, 2, 3] as const).map((number) => ({
    key: `river_level_${number}`,
    name: { vi: `Mực nước vượt báo động ${number}`, en: `River above alert level ${number}` },
    title: {
      vi: `{asset}: mực nước {value} {unit}, vượt báo động ${number} ({threshold} {unit})`,
      en: `{asset}: water level {value} {unit}, above alert level ${number} ({threshold} {unit})`,
    },
    severity: ({ 1: 'minor', 2: 'major', 3: 'crit' } as const)[number],
    assetType: 'river_station',
    series: 'water_level',
    op: '>=' as const,
    threshold: { attribute: `alert_level_${number}_m` },
    clearMargin: 0.05,
  })),
})
