import type { ModuleDefinition } from '../../core/module.ts'
import { defaultRoles } from '../auth/roles.ts'
import type { Db } from '../db/pool.ts'
import { referenceFiles } from './files.ts'
import { seedAreas } from './seed-areas.ts'

/** The province of this installation until another can be chosen. */
export const provinceCode = '46'

/**
 * Puts in what every installation starts from: areas, calendar, roles, the modules' default rules. Rows that stand are left as
 * they are: operators edit them.
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
  await seedRules(tx, modules)
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

async function seedRules(tx: Db, modules: readonly ModuleDefinition[]): Promise<void> {
  for (const rule of modules.flatMap((module) => module.rules)) {
    const { threshold } = rule
    await tx
      .insertInto('platform.alertRule')
      .values({
        key: rule.key,
        nameVi: rule.name.vi,
        nameEn: rule.name.en,
        titleVi: rule.title.vi,
        titleEn: rule.title.en,
        severity: rule.severity,
        assetType: rule.assetType,
        seriesKey: rule.series,
        op: rule.op,
        threshold: typeof threshold === 'number' ? threshold : null,
        thresholdAttribute: typeof threshold === 'object' ? threshold.attribute : null,
        clearMargin: rule.clearMargin ?? 0,
        forS: rule.forS ?? 0,
      })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute()
  }
}
