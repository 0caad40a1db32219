import { z } from 'zod'
import { Instant, LocalText } from './common.ts'

/** How a connector goes: switched off, started and silent yet, or what it says of itself. */
export const ConnectorState = z.enum(['off', 'started', 'working', 'failing']).meta({ id: 'ConnectorState' })

/** A connector of a module: what it was told and how it goes. */
export const Connector = z
  .object({
    module: z.string(),
    moduleName: LocalText,
    key: z.string(),
    name: LocalText,
    enabled: z.boolean(),
    state: ConnectorState,
    sentence: LocalText.nullable(),
    stateAt: Instant.nullable(),
    /** Seconds since `stateAt` by the centre's clock. */
    ageS: z.number().nullable(),
    startedAt: Instant.nullable(),
    /** Ends in a row that nobody asked for. */
    failures: z.int(),
    /** Readings since the centre started: committed, and refused or lost. */
    sent: z.int(),
    refused: z.int(),
    /** Settings in force; null for who may not change them. */
    config: z.record(z.string(), z.unknown()).nullable(),
    /** The settings' form as JSON Schema; null likewise. */
    configSchema: z.record(z.string(), z.unknown()).nullable(),
    /** The same as fields with their words, by key, in order (core/form-field.ts); null likewise. */
    fields: z.record(z.string(), z.record(z.string(), z.unknown())).nullable(),
    /** When the last reading of it was committed; null: none since the centre started. */
    lastSentAt: Instant.nullable(),
  })
  .meta({ id: 'Connector' })
export type Connector = z.infer<typeof Connector>

/** What to change; what is left out stays. `config` replaces every setting: what it lacks returns to its default. */
export const ConnectorChange = z.strictObject({
  enabled: z.boolean().optional(),
  config: z.record(z.string(), z.unknown()).optional(),
})

/**
 * What came of trying a connector: it answered; it ended and had nothing to say; it threw; it was cut off when its time was over, with or
 * without something found until then.
 */
export const TrialOutcome = z
  .enum(['answered', 'nothing', 'failed', 'cut_off', 'bad_settings'])
  .meta({ id: 'TrialOutcome' })

/** One check of a connector, apart from its own run; nothing of it was stored. */
export const ConnectorTrial = z
  .object({
    outcome: TrialOutcome,
    tookMs: z.int(),
    /** So long it may take. */
    limitMs: z.int(),
    /** What the connector last said of itself. */
    sentence: LocalText.nullable(),
    state: z.enum(['working', 'failing']).nullable(),
    /** What went wrong, in the words of whatever failed. */
    fault: z.string().nullable(),
    /** Assets that were asked, and all that it has. */
    asked: z.int(),
    assets: z.int(),
    /** How many readings would have been stored, and the first of them. */
    found: z.int(),
    readings: z.array(
      z.object({
        asset: z.string(),
        series: z.string(),
        name: LocalText,
        unit: z.string(),
        at: Instant,
        value: z.number(),
        /** What the value stands for, where it stands for a state. */
        words: LocalText.nullable(),
      }),
    ),
    /** What would not have been taken, and why. */
    refused: z.array(z.object({ asset: z.string(), series: z.string(), detail: z.string() })),
  })
  .meta({ id: 'ConnectorTrial' })
export type ConnectorTrial = z.infer<typeof ConnectorTrial>
