import { z } from 'zod'
import { defineModule, type RuleDefault } from '../../core/module.ts'

/** Depths are ours, to be edited: about when a motorbike, and when a car stalls (source U). */
const depthRules: RuleDefault[] = (
  [
    { key: 'road_flooded', limit: 20, severity: 'minor', vi: 'ngập', en: 'flooded' },
    { key: 'road_impassable', limit: 50, severity: 'major', vi: 'ngập sâu, xe không qua được', en: 'too deep to pass' },
  ] as const
).map(({ key, limit, severity, vi, en }) => ({
  key,
  name: { vi: `Đường ${vi}`, en: `Road ${en}` },
  title: {
    vi: `{asset}: ${vi}, {value} {unit} (ngưỡng {threshold} {unit})`,
    en: `{asset}: ${en}, {value} {unit} (limit {threshold} {unit})`,
  },
  severity,
  assetType: 'road_water_gauge',
  series: 'depth',
  op: '>=',
  threshold: limit,
  clearMargin: 5,
}))

const note = z
  .string()
  .max(500)
  .optional()
  .meta({ label: { vi: 'Ghi chú vị trí', en: 'Note on position' } })

/** Streets: water on the road, and how many vehicles pass. Counters count; they tell no vehicle from another. */
export default defineModule({
  id: 'streets',
  name: { vi: 'Đường phố', en: 'Streets' },
  assets: [
    {
      type: 'road_water_gauge',
      name: { vi: 'Trạm đo ngập đường', en: 'Road water gauge' },
      plural: { vi: 'Trạm đo ngập đường', en: 'Road water gauges' },
      attributes: z.object({ position_note: note }),
      series: [{ key: 'depth', name: { vi: 'Độ sâu ngập', en: 'Depth of water' }, unit: 'cm', cadenceS: 300 }],
    },
    {
      type: 'traffic_counter',
      name: { vi: 'Trạm đếm xe', en: 'Traffic counter' },
      plural: { vi: 'Trạm đếm xe', en: 'Traffic counters' },
      attributes: z.object({
        lanes: z
          .int()
          .positive()
          .max(20)
          .optional()
          .meta({ label: { vi: 'Số làn', en: 'Lanes' } }),
        position_note: note,
      }),
      series: [{ key: 'flow', name: { vi: 'Lưu lượng xe', en: 'Vehicles' }, unit: 'xe/giờ', cadenceS: 900 }],
    },
  ],
  rules: depthRules,
})
