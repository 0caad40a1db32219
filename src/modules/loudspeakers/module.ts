import { z } from 'zod'
import { defineModule } from '../../core/module.ts'

const cadenceS = 300

// Both limits are ours, seeded as rows that operators edit: no document that sets one was found (source U).
const batteryRules = [
  { key: 'speaker_battery_low', limit: 20, severity: 'minor', vi: 'pin yếu', en: 'battery low' },
  { key: 'speaker_battery_empty', limit: 10, severity: 'major', vi: 'pin sắp cạn', en: 'battery nearly empty' },
] as const

/** Grassroots loudspeakers: clusters of speakers in hamlets, which report over MQTT how they are. */
export default defineModule({
  id: 'loudspeakers',
  name: { vi: 'Truyền thanh cơ sở', en: 'Grassroots loudspeakers' },
  assets: [
    {
      type: 'speaker_cluster',
      name: { vi: 'Cụm loa', en: 'Speaker cluster' },
      plural: { vi: 'Cụm loa', en: 'Speaker clusters' },
      attributes: z.object({
        serial: z
          .string()
          .min(1)
          .max(64)
          .meta({ label: { vi: 'Số máy', en: 'Serial number' } }),
        technology: z.enum(['wired', 'fm', 'ip']).meta({
          label: { vi: 'Công nghệ', en: 'Technology' },
          options: {
            wired: { vi: 'Có dây', en: 'Wired' },
            fm: { vi: 'Vô tuyến FM', en: 'FM radio' },
            ip: { vi: 'Công nghệ thông tin – viễn thông', en: 'IP' },
          },
        }),
        hamlet: z
          .string()
          .max(200)
          .optional()
          .meta({ label: { vi: 'Thôn, tổ dân phố', en: 'Hamlet' }, listed: true }),
        power_w: z
          .number()
          .positive()
          .max(10_000)
          .optional()
          .meta({ label: { vi: 'Công suất', en: 'Power' }, unit: 'W' }),
        firmware: z
          .string()
          .max(64)
          .optional()
          .meta({ label: { vi: 'Phần mềm', en: 'Firmware' }, listed: true }),
      }),
      series: [
        { key: 'battery', name: { vi: 'Pin', en: 'Battery' }, unit: '%', cadenceS },
        { key: 'volume', name: { vi: 'Âm lượng', en: 'Volume' }, unit: '%', cadenceS },
        { key: 'signal', name: { vi: 'Sóng di động', en: 'Signal' }, unit: 'dBm', cadenceS },
      ],
    },
  ],
  rules: batteryRules.map(({ key, limit, severity, vi, en }) => ({
    key,
    name: { vi: `Cụm loa: ${vi}`, en: `Speaker cluster: ${en}` },
    title: {
      vi: `{asset}: ${vi}, còn {value} {unit} (ngưỡng {threshold} {unit})`,
      en: `{asset}: ${en}, {value} {unit} left (limit {threshold} {unit})`,
    },
    severity,
    assetType: 'speaker_cluster',
    series: 'battery',
    op: '<' as const,
    threshold: limit,
    // A cell that is loaded and rests swings by a few percent.
    clearMargin: 5,
  })),
})
