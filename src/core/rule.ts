import { z } from 'zod'
import { type Operator, operators } from './condition.ts'
import type { BoundRule } from './rule-state.ts'
import { severities } from './severity.ts'

const seconds = (from: number, to: number) => z.int().min(from).max(to)
const dayS = 86_400
const limit = z.number()
const key = z.string().min(1).max(60)
const margin = z.number().min(0).default(0)
const forS = seconds(0, 7 * dayS).default(0)

/** A value stands past a limit for `forS` seconds of event time; the limit may be an attribute of the asset. */
export const ThresholdRule = z.strictObject({
  kind: z.literal('threshold'),
  series: key,
  op: z.enum(operators),
  threshold: z.union([limit, z.strictObject({ attribute: key })]),
  /** How far back past the limit the value must come before the alert is over, in the series' unit. */
  clearMargin: margin,
  forS,
})

/** A value changes by more than `perHour` units an hour, measured over `windowS` seconds; a fall is a negative number with `<`. */
export const RateRule = z.strictObject({
  kind: z.literal('rate'),
  series: key,
  op: z.enum(operators),
  perHour: limit,
  windowS: seconds(60, 7 * dayS),
  clearMargin: margin,
  forS,
})

/** Nothing was received of a series for `afterS` seconds, by the centre's clock. */
export const SilenceRule = z.strictObject({ kind: z.literal('silence'), series: key, afterS: seconds(30, 90 * dayS) })

/** An alert of an asset began or ended `count` times within `withinS` seconds; over when it did not happen again for `quietS`. */
export const HappeningRule = z.strictObject({
  kind: z.literal('happening'),
  happening: z.enum(['alert.firing', 'alert.resolved']),
  /** Only alerts of these rules; empty: of every rule that does not itself follow happenings. */
  rules: z.array(key).max(50).default([]),
  count: z.int().min(1).max(1_000),
  withinS: seconds(1, 30 * dayS),
  quietS: seconds(1, 30 * dayS),
})

export const CombinationPart = z.strictObject({
  series: key,
  op: z.enum(operators),
  threshold: z.union([limit, z.strictObject({ attribute: key })]),
  clearMargin: margin,
})
export type CombinationPart = z.infer<typeof CombinationPart>

/** All or any of several limits on series of one asset, each by its latest value, none older than `maxAgeS` seconds. */
export const CombinationRule = z.strictObject({
  kind: z.literal('combination'),
  match: z.enum(['all', 'any']),
  /** The first one's series names the alert. */
  parts: z.array(CombinationPart).min(2).max(8),
  maxAgeS: seconds(60, 30 * dayS),
  forS,
})

/** What makes a rule's alert fire, one shape for each kind. */
export const RuleKindSchema = z
  .discriminatedUnion('kind', [ThresholdRule, RateRule, SilenceRule, HappeningRule, CombinationRule])
  .meta({ id: 'RuleCondition' })
export type RuleKind = z.infer<typeof RuleKindSchema>

/** Kinds of rules, in the order in which they are offered. */
export const ruleKinds = ['threshold', 'rate', 'silence', 'happening', 'combination'] as const

const words = (max: number) => z.strictObject({ vi: z.string().min(1).max(max), en: z.string().min(1).max(max) })

/** A rule as it is edited and kept by version: everything but its key, its number and whether it is on. */
export const RuleDefinition = z
  .strictObject({
    name: words(200),
    /** Title of the alert; `{asset}`, `{value}`, `{unit}` and `{threshold}` are filled in. */
    title: words(300),
    severity: z.enum(severities),
    assetType: key,
    condition: RuleKindSchema,
    /** How much later than a newer one a reading may come and still be evaluated in order; 0: each at once. */
    latenessS: seconds(0, 3_600).default(0),
    /** Only assets of these agencies and of these codes; empty: all. */
    scope: z
      .strictObject({ agencies: z.array(z.string().max(40)).max(200), assets: z.array(z.string().max(80)).max(500) })
      .default({ agencies: [], assets: [] }),
  })
  .meta({ id: 'RuleDefinition' })
export type RuleDefinition = z.infer<typeof RuleDefinition>

/** Keys of the series a rule looks at; the first names its alert. Empty for one that follows happenings. */
export function seriesOf(condition: RuleKind): string[] {
  if (condition.kind === 'happening') return []
  if (condition.kind === 'combination') return [...new Set(condition.parts.map(({ series }) => series))]
  return [condition.series]
}

/** What a definition still lacks that its shape cannot say, as one sentence; null when nothing. */
export function definitionFault({ condition, latenessS }: RuleDefinition): string | null {
  if (latenessS > 0 && (condition.kind === 'silence' || condition.kind === 'happening'))
    return 'latenessS: silence and happenings go by the time they are received; write 0'
  return null
}

/**
 * The rule with the limits of one asset; null where the asset lacks a limit, or the rule goes by what is received and not by values.
 */
export function bindRule(
  { condition, latenessS }: Pick<RuleDefinition, 'condition' | 'latenessS'>,
  attributes: Readonly<Record<string, unknown>>,
): BoundRule | null {
  const bind = (op: Operator, limit: CombinationPart['threshold'], clearMargin: number, forS: number) => {
    const threshold = typeof limit === 'number' ? limit : attributes[limit.attribute]
    if (typeof threshold !== 'number' || !Number.isFinite(threshold)) return null
    return { op, threshold, forS, clear: op.startsWith('>') ? threshold - clearMargin : threshold + clearMargin }
  }
  if (condition.kind === 'threshold') {
    const limit = bind(condition.op, condition.threshold, condition.clearMargin, condition.forS)
    return limit && { kind: 'threshold', latenessS, limit }
  }
  if (condition.kind === 'rate') {
    const limit = bind(condition.op, condition.perHour, condition.clearMargin, condition.forS)
    return limit && { kind: 'rate', latenessS, limit, windowS: condition.windowS }
  }
  if (condition.kind !== 'combination') return null
  const parts = condition.parts.flatMap(({ series, op, threshold, clearMargin }) => {
    const limit = bind(op, threshold, clearMargin, 0)
    return limit ? [{ series, limit }] : []
  })
  if (parts.length < condition.parts.length) return null
  return {
    kind: 'combination',
    latenessS,
    match: condition.match,
    parts,
    maxAgeS: condition.maxAgeS,
    forS: condition.forS,
  }
}

/** What a rule names that its asset type does not have, as one sentence; null when nothing. */
export function assetFault(
  { condition, assetType }: Pick<RuleDefinition, 'condition' | 'assetType'>,
  type: { readonly attributes: z.ZodObject; readonly series: readonly { readonly key: string }[] },
): string | null {
  const series = seriesOf(condition).find((key) => !type.series.some((known) => known.key === key))
  if (series !== undefined) return `${assetType} has no series ${series}`
  const limits = condition.kind === 'combination' ? condition.parts : condition.kind === 'threshold' ? [condition] : []
  for (const { threshold } of limits) {
    if (typeof threshold === 'object' && !(threshold.attribute in type.attributes.shape))
      return `${assetType} has no attribute ${threshold.attribute}`
  }
  return null
}
