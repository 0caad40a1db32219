import { sql } from 'kysely'
import { AppError } from '../../core/error.ts'
import type { ModuleDefinition } from '../../core/module.ts'
import { readProvince } from '../areas/province.ts'
import { defaultRoles } from '../auth/roles.ts'
import type { Db } from '../db/pool.ts'
import { seedDeadlineRules } from '../records/clocks.ts'
import { seedRules } from '../rules/seed-rules.ts'
import { referenceFiles } from './files.ts'
import { seedAreas } from './seed-areas.ts'
import { seedSeries } from './seed-series.ts'

/** Thành phố Huế: the province of an installation that is told none. */
const usualProvince = '46'

/**
 * Puts in what every installation starts from: areas, calendar, roles, the modules' default rules. Rows that stand are left as
 * they are: operators edit them. A rule that nobody edited follows its module, and assets get the series their type declares since.
 * @param province code of the province that is wanted; null: the one that stands, Huế where none does
 * @throws {AppError} `bad_configuration` for a code that is none, and where another province stands
 */
export async function seedReference(
  tx: Db,
  modules: readonly ModuleDefinition[],
  province: string | null = null,
): Promise<void> {
  await seedAreas(tx)
  await seedCalendar(tx)
  await tx
    .insertInto('platform.role')
    .values(defaultRoles.map(({ permissions, ...role }) => ({ ...role, permissions: [...permissions] })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  for (const module of modules) await grantOnce(tx, module)
  await seedRules(tx, modules)
  await seedDeadlineRules(tx, modules)
  await seedSeries(tx, modules)
  await seedProvince(tx, province)
}

async function seedProvince(tx: Db, wanted: string | null): Promise<void> {
  if (wanted === null && (await hasProvince(tx))) return
  const code = wanted ?? usualProvince
  const { provinces } = await referenceFiles.units()
  const found = provinces.find((province) => province.code === code)
  if (!found) {
    const known = provinces.map((province) => `${province.code} ${province.name}`).join(', ')
    throw new AppError('bad_configuration', 500, {
      detail: `--province ${code}: no province has this code; known are ${known}`,
    })
  }
  const place = found.name.replace(/^(Tỉnh|Thành phố) /u, '')
  await tx
    .insertInto('platform.setting')
    .values({ key: 'province', value: JSON.stringify({ code, place }), note: 'the province of this installation' })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const stands = await readProvince(tx)
  if (wanted === null || stands.code === wanted) return
  const detail = `--province ${wanted}: the province of this installation is ${stands.code} ${stands.name}; choose another DATA_DIR for another one`
  throw new AppError('bad_configuration', 500, { detail })
}

async function hasProvince(tx: Db): Promise<boolean> {
  return (
    (await tx.selectFrom('platform.setting').select('key').where('key', '=', 'province').executeTakeFirst()) !==
    undefined
  )
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
