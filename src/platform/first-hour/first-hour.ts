import { sql } from 'kysely'
import { z } from 'zod'
import { type FirstHour, FirstStepName, firstSteps } from '../../core/api/first-hour.ts'
import { AppError, conflict } from '../../core/error.ts'
import { areasInForce } from '../areas/in-force.ts'
import { readProvince } from '../areas/province.ts'
import { writeAudit } from '../audit/write-audit.ts'
import type { Actor } from '../auth/actor.ts'
import type { Db } from '../db/pool.ts'
import { nameOfRoot } from '../seed/root-agency.ts'

const key = 'first_hour'
/** Written when a centre is started empty; a centre with the demonstration has no such row. */
const Kept = z.object({ province: z.boolean(), skipped: z.array(FirstStepName) })

async function readKept(tx: Db) {
  const row = await tx.selectFrom('platform.setting').select('value').where('key', '=', key).executeTakeFirst()
  return row ? Kept.parse(row.value) : null
}

const keep = (tx: Db, value: z.infer<typeof Kept>) =>
  tx
    .updateTable('platform.setting')
    .set({ value: JSON.stringify(value) })
    .where('key', '=', key)
    .execute()

/** What stands already, whoever owns it. */
async function countStanding(tx: Db) {
  const { rows } = await sql<{ agencies: number; assets: number; device: number; people: number; things: number }>`
    select (select count(*)::int - 1 from platform.agency) as agencies, (select count(*)::int from platform.asset) as assets,
      (select count(*)::int from platform.last_value) as device,
      (select count(*)::int - 1 from platform.account where disabled_at is null) as people,
      (select count(*)::int from platform.thing) as things`.execute(tx)
  return rows[0] ?? { agencies: 0, assets: 0, device: 0, people: 0, things: 0 }
}

const isInUse = ({ agencies, assets, things }: Awaited<ReturnType<typeof countStanding>>) =>
  agencies + assets + things > 0

/** Whether the province of this centre was named by somebody, or what stands belongs to it; else it is only where an empty one begins. */
export async function isProvinceChosen(tx: Db): Promise<boolean> {
  const kept = await readKept(tx)
  return kept === null || kept.province || isInUse(await countStanding(tx))
}

/** How far the first hour of this centre has come: what is done is read from what stands, only what is put off is remembered. */
export async function readFirstHour(tx: Db): Promise<FirstHour> {
  const kept = await readKept(tx)
  const { code, name } = await readProvince(tx)
  const standing = await countStanding(tx)
  const mayChoose = kept !== null && !isInUse(standing)
  const provinces = mayChoose
    ? await areasInForce(tx).select(['code', 'name']).where('parentCode', 'is', null).orderBy('code').execute()
    : []
  const steps = firstSteps.map((step) => {
    const count = step === 'province' ? 0 : Math.max(0, standing[step])
    const isDone = step === 'province' ? (kept?.province ?? true) || !mayChoose : count > 0
    return { name: step, count, isDone, isSkipped: kept?.skipped.includes(step) ?? false }
  })
  const isOpen = kept !== null && steps.some(({ isDone, isSkipped }) => !isDone && !isSkipped)
  return { isOpen, province: { code, name }, provinces, steps }
}

/** Puts a step off, or takes it up again. @throws {AppError} `not_started_empty` */
export async function skipStep(tx: Db, actor: Actor, step: FirstStepName, skipped: boolean): Promise<void> {
  const kept = await mustKeep(tx)
  const rest = kept.skipped.filter((other) => other !== step)
  await keep(tx, { ...kept, skipped: skipped ? [...rest, step] : rest })
  await audit(tx, actor, skipped ? 'first_hour.skipped' : 'first_hour.taken', { step })
}

/**
 * Makes another province that of this centre, while nothing stands that belongs to the present one; its first agency is renamed with it.
 * @throws {AppError} `not_started_empty`, `province_in_use`, `bad_province`
 */
export async function chooseProvince(tx: Db, actor: Actor, code: string): Promise<void> {
  const kept = await mustKeep(tx)
  const before = await readProvince(tx)
  if (code !== before.code && isInUse(await countStanding(tx))) {
    const detail = `agencies or devices of ${before.name} stand already; start with another DATA_DIR for another province`
    throw conflict('province_in_use', detail)
  }
  const chosen = await areasInForce(tx)
    .select(['code', 'name'])
    .where('code', '=', code)
    .where('parentCode', 'is', null)
    .executeTakeFirst()
  if (!chosen) throw new AppError('bad_province', 400, { detail: `there is no province ${code} today` })
  const place = chosen.name.replace(/^(Tỉnh|Thành phố) /u, '')
  await tx
    .updateTable('platform.setting')
    .set({ value: JSON.stringify({ code, place }) })
    .where('key', '=', 'province')
    .execute()
  if (code !== before.code) {
    const root = nameOfRoot(chosen)
    const { id } = await tx
      .updateTable('platform.agency')
      .set({ code: root.code, name: root.name, areaCode: code })
      .where('parentId', 'is', null)
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx.updateTable('platform.agencyName').set({ name: root.name }).where('agencyId', '=', id).execute()
  }
  await keep(tx, { ...kept, province: true })
  await audit(tx, actor, 'province.chosen', { from: before.code, to: code })
}

async function mustKeep(tx: Db) {
  const kept = await readKept(tx)
  if (kept) return kept
  throw conflict('not_started_empty', 'this centre was not started empty; its province and steps are not asked for')
}

const audit = (tx: Db, actor: Actor, action: string, detail: object) =>
  writeAudit(tx, actor, { agencyId: actor.agencyId, action, subject: { kind: 'setting', id: key }, detail })
