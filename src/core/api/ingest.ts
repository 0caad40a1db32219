import { z } from 'zod'

/** One reading as it is sent. */
export const SentReading = z
  .object({
    asset: z.string().meta({ description: 'code of the asset' }),
    series: z.string().meta({ description: 'key of the series, e.g. water_level' }),
    at: z.string().meta({ description: 'when it was measured: ISO 8601 with offset, e.g. 2026-11-21T14:00:00+07:00' }),
    value: z.number(),
    sourceAt: z.string().optional().meta({ description: 'when a replayed value was really measured' }),
    origin: z.enum(['device', 'replayed', 'simulated']).optional(),
    correction: z
      .boolean()
      .optional()
      .meta({ description: 'replaces the value that stands at this time; the old one is kept beside it' }),
  })
  .meta({ id: 'SentReading' })

/** What became of one reading. `index` counts from 0 within the list, `line` from 1 within lines. */
export const ReadingResult = z
  .object({
    index: z.int(),
    line: z.int().optional(),
    outcome: z.enum(['stored', 'duplicate', 'corrected', 'refused']),
    reason: z.string().optional(),
    detail: z.string().optional(),
  })
  .meta({ id: 'ReadingResult' })

/** What became of a request; all of it is committed when this is answered. Refused readings are kept as dead letters. */
export const IngestAnswer = z
  .object({
    stored: z.int(),
    duplicate: z.int(),
    corrected: z.int(),
    refused: z.int(),
    results: z.array(ReadingResult),
  })
  .meta({ id: 'IngestAnswer' })
export type IngestAnswer = z.infer<typeof IngestAnswer>

/** Both forms of a JSON body; lines (`application/x-ndjson`) hold one reading each. */
export const SentReadings = z.union([z.array(SentReading), z.object({ readings: z.array(SentReading) })])
