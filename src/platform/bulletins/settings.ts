import { sql } from 'kysely'
import { z } from 'zod'
import type { BulletinSetting } from '../../core/api/bulletins.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'

const key = 'bulletins'
const Setting = z.object({ secondPerson: z.boolean() })
/** Where nobody has decided, and where somebody broke the row. */
const cautious = { secondPerson: true }

/** How bulletins are sent in this province. */
export async function readBulletinSetting(tx: Db): Promise<BulletinSetting> {
  const row = await tx
    .selectFrom('platform.setting')
    .select(['value', 'confirmed'])
    .where('key', '=', key)
    .executeTakeFirst()
  return { ...Setting.catch(cautious).parse(row?.value), confirmed: row?.confirmed ?? false }
}

/** Decides whether a second person is needed; from then on it is no default any more. */
export async function setBulletinSetting(tx: Db, actor: Actor, secondPerson: boolean): Promise<void> {
  await sql`select from platform.setting where key = ${key} for update`.execute(tx)
  const before = await readBulletinSetting(tx)
  await sql`insert into platform.setting (key, value, note) values (${key}, ${JSON.stringify({ secondPerson })}::jsonb,
      'whether a second person approves a bulletin before it is sent')
    on conflict (key) do update set value = excluded.value, confirmed = true`.execute(tx)
  await writeAudit(tx, actor, {
    agencyId: actor.agencyId,
    action: 'setting.changed',
    subject: { kind: 'setting', id: key },
    detail: { secondPerson: { from: before.secondPerson, to: secondPerson } },
  })
}
