import { z } from 'zod'
import { ChooseProvince, FirstHour, FirstStepName, SkipStep } from '../../core/api/first-hour.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { chooseProvince, readFirstHour, skipStep } from './first-hour.ts'

/** The first hour of a centre that was started empty, for whoever sets it up. */
export function firstHourRoutes(app: App, wall: Wall): void {
  const config = { require: 'accounts.manage' } as const
  const response = { 200: FirstHour }
  app.get(
    '/api/first-hour',
    { config, schema: { summary: 'How far an empty centre has come', response } },
    async (request) => {
      provinceWideOnly(actorOf(request))
      return wall.lookUp(readFirstHour)
    },
  )
  app.post(
    '/api/first-hour/province',
    { config, schema: { summary: 'Choose the province of an empty centre', body: ChooseProvince, response } },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      await wall.service((tx) => chooseProvince(tx, actor, request.body.code))
      return wall.lookUp(readFirstHour)
    },
  )
  app.post(
    '/api/first-hour/steps/:step',
    {
      config,
      schema: {
        summary: 'Put a step off, or take it up again',
        params: z.object({ step: FirstStepName }),
        body: SkipStep,
        response,
      },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      await wall.service((tx) => skipStep(tx, actor, request.params.step, request.body.state === 'skipped'))
      return wall.lookUp(readFirstHour)
    },
  )
}
