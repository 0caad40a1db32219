import { z } from 'zod'
import { defineModule, type RuleDefault } from '../../core/module.ts'

const level = (vi: string, en: string) => z.number().nullable().optional().meta({ label: { vi, en }, unit: 'm' })
const alertLevel = (n: number) => level(`Báo động ${n}`, `Alert level ${n}`)
const text = (vi: string, en: string) => z.string().max(500).optional().meta({ label: { vi, en } })
const river = z
  .string()
  .max(200)
  .optional()
  .meta({ label: { vi: 'Sông', en: 'River' }, listed: true })
const officialCode = text('Mã trạm của ngành', 'Official code')
const positionNote = text('Ghi chú vị trí', 'Note on position')

// Alert levels are each station's own: Quyết định 05/2020/QĐ-TTg.
const riverRules: RuleDefault[] = ([1, 2, 3] as const).map((number) => ({
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
}))

/**
 * Rain of one hour: limits of ours, to be edited (source U). Quyết định 18/2021/QĐ-TTg counts rain over 12 and 24 hours (its text was
 * not checked); no limit for a single hour was found.
 */
const rainRules: RuleDefault[] = (
  [
    { key: 'rain_heavy', limit: 30, severity: 'minor', vi: 'mưa lớn', en: 'heavy rain' },
    { key: 'rain_very_heavy', limit: 50, severity: 'major', vi: 'mưa rất lớn', en: 'very heavy rain' },
  ] as const
).map(({ key, limit, severity, vi, en }) => ({
  key,
  name: { vi: `Trạm đo mưa: ${vi} trong giờ`, en: `Rain gauge: ${en} within the hour` },
  title: {
    vi: `{asset}: ${vi}, {value} {unit} (ngưỡng {threshold} {unit})`,
    en: `{asset}: ${en}, {value} {unit} (limit {threshold} {unit})`,
  },
  severity,
  assetType: 'rain_gauge',
  series: 'rain',
  op: '>=',
  threshold: limit,
}))

/**
 * Fine dust of one hour: limits unconfirmed, to be edited. They are meant to be steps of the table for PM2.5 in Quyết định 1459/QĐ-TCMT
 * of 12/11/2019 (VN_AQI), whose text was not checked; there they apply to a weighted mean of twelve hours, here to the hour.
 */
const airRules: RuleDefault[] = (
  [
    { key: 'air_pm2_5_bad', limit: 80, severity: 'minor', vi: 'bụi mịn ở mức xấu', en: 'fine dust bad' },
    { key: 'air_pm2_5_very_bad', limit: 150, severity: 'major', vi: 'bụi mịn ở mức rất xấu', en: 'fine dust very bad' },
  ] as const
).map(({ key, limit, severity, vi, en }) => ({
  key,
  name: { vi: `Không khí: ${vi}`, en: `Air: ${en}` },
  title: {
    vi: `{asset}: ${vi}, {value} {unit} (ngưỡng {threshold} {unit})`,
    en: `{asset}: ${en}, {value} {unit} (limit {threshold} {unit})`,
  },
  severity,
  assetType: 'air_station',
  series: 'pm2_5',
  op: '>=',
  threshold: limit,
  clearMargin: 5,
  // Two hours in a row: one is as often a fire beside the station.
  forS: 3_600,
}))

/** An hourly station that missed three values in a row; a limit of ours, to be edited. */
const silenceRules: RuleDefault[] = (
  [
    ['river_station', 'water_level', 'Trạm thuỷ văn', 'River station'],
    ['rain_gauge', 'rain', 'Trạm đo mưa', 'Rain gauge'],
  ] as const
).map(([assetType, series, vi, en]) => ({
  key: `${assetType}_silent`,
  name: { vi: `${vi} mất tín hiệu`, en: `${en} silent` },
  title: {
    vi: '{asset}: không nhận được số liệu {value} giờ',
    en: '{asset}: nothing received for {value} h',
  },
  severity: 'minor',
  assetType,
  condition: { kind: 'silence', series, afterS: 3 * 3_600 },
}))

/** Off until the province sets its limit: how fast is dangerous differs from river to river. */
const riseRule: RuleDefault = {
  key: 'river_rises_fast',
  name: { vi: 'Nước sông lên nhanh', en: 'River rises fast' },
  title: {
    vi: '{asset}: nước lên {value} {unit} (ngưỡng {threshold} {unit})',
    en: '{asset}: water rises by {value} {unit} (limit {threshold} {unit})',
  },
  severity: 'major',
  assetType: 'river_station',
  off: true,
  condition: {
    kind: 'rate',
    series: 'water_level',
    op: '>',
    perHour: 0.3,
    windowS: 3 * 3_600,
    clearMargin: 0.1,
    forS: 0,
  },
}

/** Rivers, reservoirs, rain and air. */
export default defineModule({
  id: 'environment',
  name: { vi: 'Môi trường, thiên tai', en: 'Environment and hazards' },
  assets: [
    {
      type: 'river_station',
      name: { vi: 'Trạm thuỷ văn', en: 'River station' },
      plural: { vi: 'Trạm thuỷ văn', en: 'River stations' },
      attributes: z.object({
        river,
        basin: text('Lưu vực', 'Basin'),
        official_code: officialCode,
        alert_level_1_m: alertLevel(1),
        alert_level_2_m: alertLevel(2),
        alert_level_3_m: alertLevel(3),
        record_flood_m: level('Lũ lịch sử', 'Record flood'),
        record_flood_year: z
          .number()
          .nullable()
          .optional()
          .meta({ label: { vi: 'Năm lũ lịch sử', en: 'Year of the record flood' } }),
        position_note: positionNote,
      }),
      series: [{ key: 'water_level', name: { vi: 'Mực nước', en: 'Water level' }, unit: 'm', cadenceS: 3600 }],
    },
    {
      type: 'reservoir',
      name: { vi: 'Hồ chứa', en: 'Reservoir' },
      plural: { vi: 'Hồ chứa', en: 'Reservoirs' },
      attributes: z.object({ river, position_note: positionNote }),
      series: [
        { key: 'water_level', name: { vi: 'Mực nước hồ', en: 'Reservoir level' }, unit: 'm', cadenceS: 21_600 },
        { key: 'inflow', name: { vi: 'Lưu lượng đến hồ', en: 'Inflow' }, unit: 'm³/s', cadenceS: 21_600 },
        { key: 'outflow', name: { vi: 'Lưu lượng xả', en: 'Outflow' }, unit: 'm³/s', cadenceS: 21_600 },
      ],
    },
    {
      type: 'rain_gauge',
      name: { vi: 'Trạm đo mưa', en: 'Rain gauge' },
      plural: { vi: 'Trạm đo mưa', en: 'Rain gauges' },
      attributes: z.object({ official_code: officialCode, position_note: positionNote }),
      series: [{ key: 'rain', name: { vi: 'Lượng mưa giờ', en: 'Rain of the hour' }, unit: 'mm/h', cadenceS: 3600 }],
    },
    {
      type: 'air_station',
      name: { vi: 'Trạm quan trắc không khí', en: 'Air station' },
      plural: { vi: 'Trạm quan trắc không khí', en: 'Air stations' },
      attributes: z.object({ official_code: officialCode, position_note: positionNote }),
      series: [{ key: 'pm2_5', name: { vi: 'Bụi mịn PM2,5', en: 'Fine dust PM2.5' }, unit: 'µg/m³', cadenceS: 3600 }],
    },
  ],
  areaLayers: [
    {
      key: 'rain_6h',
      name: { vi: 'Lượng mưa 6 giờ', en: 'Rain of 6 hours' },
      assetType: 'rain_gauge',
      series: 'rain',
      unit: 'mm',
      hours: 6,
      // Classes of ours, for the eye; no limit of a decision is meant.
      limits: [65, 100, 150, 200],
    },
  ],
  rules: [...riverRules, ...rainRules, ...airRules, ...silenceRules, riseRule],
})
