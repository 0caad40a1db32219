import type { Severity } from '../../core/severity.ts'
import type { Rule } from '../rules/rows.ts'

/** What an alert begins with. */
export interface Raising {
  readonly rule: Pick<Rule, 'id' | 'version' | 'definition'>
  readonly asset: {
    readonly assetId: number
    readonly assetName: string
    readonly seriesId: number
    readonly agencyId: number
    readonly areaCode: string | null
  }
  /** When its condition became true: event time of a value, the centre's clock for silence. */
  readonly at: Date
  readonly value: number
  readonly threshold: number
  /** Of value and threshold: that of a rate or a silence is not the series'. */
  readonly unit: string
  readonly origin: 'device' | 'replayed' | 'simulated'
}

/** An alert as its row says it, without what people do about it; times in ISO 8601. */
export const alertRow = (
  id: string,
  { rule, asset, at, ...seen }: Raising,
  times: { readonly raisedAt: Date; readonly resolvedAt: Date | null; readonly dueAt: (severity: Severity) => Date },
) => ({
  id,
  rule_id: rule.id,
  rule_version: rule.version,
  asset_id: asset.assetId,
  series_id: asset.seriesId,
  agency_id: asset.agencyId,
  area_code: asset.areaCode,
  severity: rule.definition.severity,
  title_vi: title(rule.definition.title.vi, numberOf('vi-VN'), asset.assetName, seen),
  title_en: title(rule.definition.title.en, numberOf('en-GB'), asset.assetName, seen),
  ...seen,
  condition: times.resolvedAt ? 'resolved' : 'firing',
  fired_at: at.toISOString(),
  raised_at: times.raisedAt.toISOString(),
  resolved_at: times.resolvedAt?.toISOString() ?? null,
  calmed_at: times.resolvedAt ? times.raisedAt.toISOString() : null,
  due_at: times.dueAt(rule.definition.severity).toISOString(),
})

type Seen = Pick<Raising, 'value' | 'threshold' | 'unit'>

const numbers: Partial<Record<'vi-VN' | 'en-GB', Intl.NumberFormat>> = {}

/** Made once: of a storm's alerts their making took longer than their evaluation; and late, since one costs a start 20 ms. */
function numberOf(locale: 'vi-VN' | 'en-GB'): Intl.NumberFormat {
  numbers[locale] ??= new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  return numbers[locale]
}

function title(words: string, number: Intl.NumberFormat, assetName: string, { value, threshold, unit }: Seen): string {
  return (
    words
      .replaceAll('{asset}', assetName)
      // As figures are written everywhere: percent without a space.
      .replaceAll(/ ?\{unit\}/g, unit.startsWith('%') ? unit : unit && ` ${unit}`)
      .replaceAll('{value}', number.format(value))
      .replaceAll('{threshold}', number.format(threshold))
  )
}
