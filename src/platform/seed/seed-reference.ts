import { sql } from 'kysely'
import type { ModuleDefinition } from '../../core/module.ts'
import { defaultRoles } from '../auth/roles.ts'
import type { Db } from '../db/pool.ts'
import { seedDeadlineRules } from '../records/clocks.ts'
import { seedRules } from '../rules/seed-rules.ts'
import { referenceFiles } from './files.ts'
import { seedAreas } from './seed-areas.ts'

/** The province of this installation until another can be chosen. */
export const provinceCode = '46'

/**
 * Puts in what every installation starts from: areas, calendar, roles, the modules' default rules. Rows that stand are left as
 * they are: operators edit them. A rule that nobody edited follows its module.
 */
export async function seedReference(tx: Db, modules: readonly ModuleDefinition[]): Promise<void> {
  await seedAreas(tx)
  await seedCalendar(tx)
  for (const { permissions, ...role } of defaultRoles) {
    await tx
      .insertInto('platform.role')
      .values({ ...role, permissions: [...permissions] })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute()
  }
  for (const module of modules) await grantOnce(tx, module)
  await seedRules(tx, modules)
  await seedDeadlineRules(tx, modules)
  await tx
    .insertInto('platform.setting')
    .values({
      key: 'province',
      value: JSON.stringify({ code: provinceCode, place: 'Huế' }),
      note: 'the province of this installation',
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}

/** Gives roles what a module means them to have, when the module is first seen; from then on roles are the operators' own. */
async function grantOnce(tx: Db, module: ModuleDefinition): Promise<void> {
  if (!module.roles) return
  const seen = await tx
    .insertInto('platform.setting')
    .values({
      key: `roles.${module.id}`,
      value: JSON.stringify({ granted: true }),
      note: 'roles of the module were granted',
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .returning('key')
    .executeTakeFirst()
  if (!seen) return
  for (const [id, permissions] of Object.entries(module.roles)) {
    await sql`update platform.role set permissions = array(select distinct unnest(permissions || ${[...permissions]}::text[]))
      where id = ${id}`.execute(tx)
  }
}

async function seedCalendar(tx: Db): Promise<void> {
  const [{ daysOff, workingDays }, { periods }] = await Promise.all([
    referenceFiles.holidays(),
    referenceFiles.workingHours(),
  ])
  const days = [
    ...daysOff.map((row) => ({ ...row, kind: 'off' as const })),
    ...workingDays.map((row) => ({ ...row, kind: 'working' as const, name: 'Làm bù' })),
  ]
  await tx
    .insertInto('platform.calendarDay')
    .values(days.map(({ date, kind, name, confirmed, source }) => ({ day: date, kind, name, confirmed, source })))
    .onConflict((conflict) => conflict.column('day').doNothing())
    .execute()
  await tx
    .insertInto('platform.workingHours')
    .values(
      periods.flatMap(({ validFrom, validTo, seasons, source }) =>
        seasons.map(({ months, shifts }) => ({ validFrom, validTo, months, spans: JSON.stringify(shifts), source })),
      ),
    )
    .onConflict((conflict) => conflict.columns(['validFrom', 'months']).doNothing())
    .execute()
}
