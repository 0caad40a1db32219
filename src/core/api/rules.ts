import { z } from 'zod'
import { RuleDefinition } from '../rule.ts'
import { AccountRef, AgencyRef, Instant } from './common.ts'

/** A rule in the list; counts are of what the reader may see. */
export const RuleRow = z
  .object({
    id: z.int(),
    key: z.string(),
    version: z.int(),
    enabled: z.boolean(),
    definition: RuleDefinition,
    /** Nobody's edit: by the module, and as it ships it now. */
    origin: z.enum(['default', 'edited', 'added']),
    /** What the module ships now, where that is not what was last considered. */
    newDefault: RuleDefinition.nullable(),
    /** What the module ships; null for a rule that people made. */
    shipped: RuleDefinition.nullable(),
    firing: z.int(),
    /** Readings that came later than the bound and were not looked at. */
    late: z.object({ count: z.int(), lastAt: Instant }).nullable(),
    edited: z.object({ at: Instant, by: AccountRef.nullable() }).nullable(),
  })
  .meta({ id: 'Rule' })
export type RuleRow = z.infer<typeof RuleRow>

export const RuleVersionRow = z
  .object({
    version: z.int(),
    at: Instant,
    /** Null: the centre by itself, from its module. */
    by: AccountRef.nullable(),
    why: z.string(),
    enabled: z.boolean(),
    definition: RuleDefinition,
  })
  .meta({ id: 'RuleVersion' })
export type RuleVersionRow = z.infer<typeof RuleVersionRow>

const Why = z.string().trim().min(1).max(500)

/** A new rule; its key is made from its name. */
export const NewRule = z
  .strictObject({ definition: RuleDefinition, enabled: z.boolean().default(true), why: Why })
  .meta({ id: 'NewRule' })

/** A new version. `version`: the one that was seen. */
export const RuleEdit = z
  .strictObject({ version: z.int(), definition: RuleDefinition, enabled: z.boolean(), why: Why })
  .meta({ id: 'RuleEdit' })
export type RuleEdit = z.infer<typeof RuleEdit>

/** Takes the module's new default, or leaves it; then it is not offered again. */
export const RuleDefaultAnswer = z
  .strictObject({ version: z.int(), take: z.boolean() })
  .meta({ id: 'RuleDefaultAnswer' })

/** A draft tried on the past days. `ruleId`: the rule it would replace, tried beside it. */
export const RuleTrial = z
  .strictObject({ definition: RuleDefinition, days: z.int().min(1).max(31), ruleId: z.int().optional() })
  .meta({ id: 'RuleTrial' })
export type RuleTrial = z.infer<typeof RuleTrial>

/** One time that a rule would have fired. */
export const TriedAlert = z
  .object({
    asset: z.object({ code: z.string(), name: z.string() }),
    series: z.string(),
    unit: z.string(),
    value: z.number(),
    firedAt: Instant,
    resolvedAt: Instant.nullable(),
  })
  .meta({ id: 'TriedAlert' })
export type TriedAlert = z.infer<typeof TriedAlert>

const Tried = z.object({
  /** How often in all; the list holds the newest of them. */
  fired: z.int(),
  alerts: z.array(TriedAlert),
  late: z.int(),
})

export const TrialResult = z
  .object({
    from: Instant,
    to: Instant,
    /** Assets in the reader's sight that the rule is about, and how many of them were looked at within the bounds. */
    assets: z.int(),
    lookedAt: z.int(),
    readings: z.int(),
    draft: Tried,
    /** The rule as it stands; null for a new one. */
    current: Tried.nullable(),
  })
  .meta({ id: 'RuleTrialResult' })
export type TrialResult = z.infer<typeof TrialResult>

/** What a form needs to know: the types of assets, what they report and which attributes are numbers, and the agencies. */
export const RuleChoices = z
  .object({
    assetTypes: z.array(
      z.object({
        type: z.string(),
        name: z.object({ vi: z.string(), en: z.string() }),
        series: z.array(
          z.object({
            key: z.string(),
            name: z.object({ vi: z.string(), en: z.string() }),
            unit: z.string(),
            cadenceS: z.int(),
          }),
        ),
        limits: z.array(z.object({ key: z.string(), label: z.object({ vi: z.string(), en: z.string() }) })),
      }),
    ),
    agencies: z.array(AgencyRef),
  })
  .meta({ id: 'RuleChoices' })
export type RuleChoices = z.infer<typeof RuleChoices>
