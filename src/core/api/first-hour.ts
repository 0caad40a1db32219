import { z } from 'zod'
import { AreaRef } from './common.ts'

/** What an empty centre is given first, in the order in which each needs the one before. */
export const firstSteps = ['province', 'agencies', 'assets', 'device', 'people'] as const
export const FirstStepName = z.enum(firstSteps)
export type FirstStepName = z.infer<typeof FirstStepName>

/** How far a centre that was started empty has come. */
export const FirstHour = z
  .object({
    /** False where all is done or put off, and where the centre was not started empty. */
    isOpen: z.boolean(),
    province: AreaRef,
    /** Those that may be chosen; none once something stands that belongs to this one. */
    provinces: z.array(AreaRef),
    steps: z.array(
      z.object({
        name: FirstStepName,
        isDone: z.boolean(),
        isSkipped: z.boolean(),
        /** Agencies below the first one, assets, series that have spoken, people beside the first. */
        count: z.int(),
      }),
    ),
  })
  .meta({ id: 'FirstHour' })
export type FirstHour = z.infer<typeof FirstHour>

export const ChooseProvince = z
  .strictObject({ code: z.string().regex(/^\d{2}$/, 'two digits') })
  .meta({ id: 'ChooseProvince' })
/** `skipped`: put off; `open`: taken up again. */
export const SkipStep = z.strictObject({ state: z.enum(['skipped', 'open']) }).meta({ id: 'SkipStep' })
