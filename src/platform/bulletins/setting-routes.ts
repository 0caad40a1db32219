import { BulletinSetting, BulletinSettingEdit } from '../../core/api/bulletins.ts'
import { provinceWideOnly } from '../auth/province-wide.ts'
import type { Wall } from '../db/wall.ts'
import type { App } from '../http/app.ts'
import { actorOf } from '../http/guard.ts'
import { readBulletinSetting, setBulletinSetting } from './settings.ts'

/** Whether a second person is needed before a bulletin is sent: seen, and decided for the province. */
export function bulletinSettingRoutes(app: App, wall: Wall): void {
  const config = { require: 'channels.manage' } as const
  const response = { 200: BulletinSetting }
  app.get(
    '/api/bulletins/setting',
    { config, schema: { summary: 'Whether a second person approves bulletins', response } },
    async (request) => wall.read(actorOf(request), readBulletinSetting),
  )
  app.post(
    '/api/bulletins/setting',
    {
      config,
      schema: { summary: 'Decide whether a second person approves bulletins', body: BulletinSettingEdit, response },
    },
    async (request) => {
      const actor = provinceWideOnly(actorOf(request))
      // The row is the province's: only the centre itself may write it.
      return wall.service(async (tx) => {
        await setBulletinSetting(tx, actor, request.body.secondPerson)
        return readBulletinSetting(tx)
      })
    },
  )
}
