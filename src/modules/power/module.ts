import { z } from 'zod'
import { defineModule } from '../../core/module.ts'

const cadenceS = 300

/** Power as far as the centre watches over it: medium-voltage lines and the transformers behind them, as a utility's gateway reports. */
export default defineModule({
  id: 'power',
  name: { vi: 'Điện', en: 'Power' },
  assets: [
    {
      type: 'power_feeder',
      name: { vi: 'Lộ điện trung thế', en: 'Medium-voltage line' },
      plural: { vi: 'Lộ điện trung thế', en: 'Medium-voltage lines' },
      attributes: z.object({
        voltage_level_kv: z
          .number()
          .positive()
          .max(500)
          .optional()
          .meta({ label: { vi: 'Cấp điện áp', en: 'Voltage level' }, unit: 'kV', listed: true }),
      }),
      series: [{ key: 'voltage', name: { vi: 'Điện áp', en: 'Voltage' }, unit: 'kV', cadenceS }],
    },
    {
      type: 'transformer',
      name: { vi: 'Trạm biến áp', en: 'Transformer' },
      plural: { vi: 'Trạm biến áp', en: 'Transformers' },
      attributes: z.object({
        rated_kva: z
          .number()
          .positive()
          .max(1_000_000)
          .optional()
          .meta({ label: { vi: 'Công suất', en: 'Rated power' }, unit: 'kVA', listed: true }),
      }),
      series: [
        { key: 'voltage', name: { vi: 'Điện áp hạ thế', en: 'Low voltage' }, unit: 'V', cadenceS },
        { key: 'load', name: { vi: 'Mức tải', en: 'Load' }, unit: '%', cadenceS },
      ],
    },
  ],
  // Limits of ours, far below any voltage that serves anybody; operators edit their rows (source U).
  rules: [
    {
      key: 'power_feeder_dead',
      name: { vi: 'Lộ điện mất điện', en: 'Line without power' },
      title: { vi: '{asset}: mất điện', en: '{asset}: no power' },
      severity: 'major',
      assetType: 'power_feeder',
      series: 'voltage',
      op: '<',
      threshold: 1,
      clearMargin: 1,
    },
    {
      key: 'transformer_dead',
      name: { vi: 'Trạm biến áp mất điện', en: 'Transformer without power' },
      title: { vi: '{asset}: mất điện', en: '{asset}: no power' },
      severity: 'minor',
      assetType: 'transformer',
      series: 'voltage',
      op: '<',
      threshold: 90,
      clearMargin: 20,
    },
  ],
})
