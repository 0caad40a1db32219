import { z } from 'zod'
import type { Db } from '../db/pool.ts'
import { areasInForce } from './in-force.ts'

const ProvinceSetting = z.object({ code: z.string(), place: z.string() })

export interface Province {
  readonly code: string
  readonly name: string
  /** As documents name it beside the date: «Huế, ngày …». */
  readonly place: string
}

/** The province of this installation. @throws {Error} when the setting is damaged */
export async function readProvince(tx: Db): Promise<Province> {
  const setting = await tx
    .selectFrom('platform.setting')
    .select('value')
    .where('key', '=', 'province')
    .executeTakeFirstOrThrow()
  const { code, place } = ProvinceSetting.parse(setting.value)
  const area = await areasInForce(tx).select('name').where('code', '=', code).executeTakeFirstOrThrow()
  return { code, name: area.name, place }
}
